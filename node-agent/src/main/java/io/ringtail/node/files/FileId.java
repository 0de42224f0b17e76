package io.ringtail.node.files;

/** What a file is, whatever its name; may be given to another file once nobody holds this one. */
record FileId(long device, long inode) {}

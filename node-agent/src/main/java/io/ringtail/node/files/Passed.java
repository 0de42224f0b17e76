package io.ringtail.node.files;

/**
 * A file that was rotated away before those that are read, as it was last seen. Its name says
 * nothing once they are gone, where names are numbers.
 *
 * @param size in bytes; an inode alone may be another file's by now
 */
record Passed(FileId id, long size) {}

/** HTTP/1.1 as sinks need it: few hosts, large requests, small answers, sockets that are kept. */
@NullMarked
package io.ringtail.sink.http;

import org.jspecify.annotations.NullMarked;

/**
 * {@code tail}: many pods at once, from the console or from CloudWatch Logs.
 *
 * <p>Polling reads FilterLogEvents again and again, loses nothing and repeats nothing; live tail is
 * the service's own stream, which is quicker and takes samples when there is much.
 */
@NullMarked
package io.ringtail.console.cli.tail;

import org.jspecify.annotations.NullMarked;

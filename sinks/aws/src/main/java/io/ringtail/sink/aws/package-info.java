/**
 * What sinks of AWS services share: endpoint, credentials, signature, one request and its answer,
 * and what errors mean that every service has.
 */
@NullMarked
package io.ringtail.sink.aws;

import org.jspecify.annotations.NullMarked;

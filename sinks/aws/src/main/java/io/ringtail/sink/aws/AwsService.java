package io.ringtail.sink.aws;

import java.util.Locale;

/**
 * A service of AWS that speaks the AWS JSON protocol, and the names that it goes by.
 *
 * @param sink the name of its sink: threads and notices begin with it
 * @param id the SDK's service id, for example {@code CloudWatch Logs}: also for people, and what
 *     the names of its settings are made of
 * @param signingName in signatures, and the first part of its host names
 * @param target what the header X-Amz-Target begins with, before the operation
 * @param maxAnswerBytes an answer that says more costs us the connection
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS SDKs
 *     reference, service-specific endpoints: how settings are named</a>
 */
public record AwsService(
    String sink, String id, String signingName, String target, int maxAnswerBytes) {

  String endpointVariable() {
    return "AWS_ENDPOINT_URL_" + id.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  String endpointProperty() {
    return "aws.endpointUrl" + id.replace(" ", "");
  }

  String profileProperty() {
    return id.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}

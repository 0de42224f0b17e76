package io.ringtail.testing.aws;

/**
 * What an endpoint was asked.
 *
 * @param operation for example {@code PutRecords}
 * @param userAgent the header
 * @param amzDate the header X-Amz-Date
 * @param authorization the header
 */
public record AwsRequest(
    String operation, String userAgent, String amzDate, String authorization, String body) {}

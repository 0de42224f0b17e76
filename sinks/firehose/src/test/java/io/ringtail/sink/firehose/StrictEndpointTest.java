package io.ringtail.sink.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.testing.aws.FirehoseEndpoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;

/** The endpoint that our sink is tested with does what the unmodified SDK expects of Firehose. */
class StrictEndpointTest {
  private final FirehoseEndpoint firehose = new FirehoseEndpoint();
  private final FirehoseClient client = client(FirehoseEndpoint.SECRET_ACCESS_KEY);

  @BeforeEach
  void create() {
    firehose.createStream("logs");
  }

  @AfterEach
  void stop() {
    client.close();
    firehose.close();
  }

  @Test
  void takesWhatTheClientSends() {
    PutRecordBatchResponse response = put("a\n", "\u00e4\n");

    assertThat(response.failedPutCount()).isZero();
    assertThat(response.requestResponses())
        .hasSize(2)
        .allMatch(entry -> entry.recordId() != null && entry.errorCode() == null);
    assertThat(new String(firehose.object("logs"), UTF_8)).isEqualTo("a\n\u00e4\n");
  }

  @Test
  void saysWhichRecordsWereNotTaken() {
    firehose.refuse(record -> record == 1);
    PutRecordBatchResponse response = put("a", "b", "c");

    assertThat(response.failedPutCount()).isEqualTo(1);
    assertThat(response.requestResponses().get(1).errorCode())
        .isEqualTo("ServiceUnavailableException");
    assertThat(new String(firehose.object("logs"), UTF_8)).isEqualTo("ac");
  }

  @Test
  void keepsItsLimitsToTheByte() {
    assertThat(put("x".repeat(1_024_000)).failedPutCount()).isZero();
    assertThatThrownBy(() -> put("x".repeat(1_024_001)))
        .isInstanceOf(InvalidArgumentException.class);

    String[] fourMebibytes = Collections.nCopies(4, "x".repeat(1_000_000)).toArray(new String[5]);
    fourMebibytes[4] = "y".repeat(4 * 1_048_576 - 4_000_000);
    assertThat(put(fourMebibytes).failedPutCount()).isZero();
    fourMebibytes[4] += "y";
    assertThatThrownBy(() -> put(fourMebibytes)).isInstanceOf(InvalidArgumentException.class);

    String[] many = IntStream.range(0, 500).mapToObj(i -> "z").toArray(String[]::new);
    assertThat(put(many).requestResponses()).hasSize(500);
    String[] tooMany = IntStream.range(0, 501).mapToObj(i -> "z").toArray(String[]::new);
    assertThatThrownBy(() -> put(tooMany)).isInstanceOf(AwsServiceException.class);
  }

  @Test
  void refusesWrongSignaturesAndStreamsThatAreNotThere() {
    try (FirehoseClient other = client("another secret")) {
      assertThatThrownBy(() -> put(other, "logs", "a"))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("InvalidSignatureException"));
    }
    assertThatThrownBy(() -> put(client, "nowhere", "a"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(firehose.records("logs")).isEmpty();
  }

  private PutRecordBatchResponse put(String... data) {
    return put(client, "logs", data);
  }

  private static PutRecordBatchResponse put(FirehoseClient by, String stream, String... data) {
    List<Record> records =
        Arrays.stream(data)
            .map(text -> Record.builder().data(SdkBytes.fromUtf8String(text)).build())
            .toList();
    return by.putRecordBatch(put -> put.deliveryStreamName(stream).records(records));
  }

  private FirehoseClient client(String secret) {
    return FirehoseClient.builder()
        .endpointOverride(firehose.uri())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(FirehoseEndpoint.ACCESS_KEY_ID, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}

package io.ringtail.config;

import java.util.Locale;

/**
 * Every RINGTAIL_* option. One name in three spellings: {@code RINGTAIL_LOG_GROUP} in the
 * environment, {@code ringtail.log.group} as a system property, {@code logGroup} in Logback's XML.
 *
 * <p>The options of all parts are listed, so that each part knows the variables of the others that
 * run in the same pod.
 */
public enum Option {
  ENABLED("true", "false: Ringtail does nothing at all"),
  SINK(
      "cloudwatch",
      "the destination: cloudwatch, opensearch, firehose, kinesis, s3, stdout or none"),
  LOG_GROUP("/aws/containerinsights/${cluster}/application", "template of the log group's name"),
  LOG_STREAM(
      "${namespace}/${pod}/${container}; ${host}/${pid} outside Kubernetes",
      "template of the log stream's name"),
  CREATE("true", "whether to create a missing log group and log stream"),
  RETENTION_DAYS("unset", "retention in days of a log group that Ringtail creates"),
  FORMAT("ringtail", "layout of the JSON: ringtail, ecs or logstash"),
  METADATA("lean", "pod metadata sent with each event: none, lean or full"),
  LEVEL("ALL", "lowest level shipped, also by logger: INFO,com.example.db=WARN"),
  OVERFLOW("shed", "what a full ring does with an event: shed, drop or block"),
  BLOCK_MS("100", "longest wait in ms of a caller that the overflow policy lets wait"),
  BUFFER_BYTES(
      "1/16 of the heap limit, 2 to 64 MiB",
      "bytes that ring, batches and sends may hold together"),
  LINGER_MS("1000", "longest time in ms that an event waits for others to be sent with"),
  SHUTDOWN_MS("5000", "longest time in ms that the end of the program waits for delivery"),
  PODINFO_DIR("/etc/podinfo", "where the Downward API volume is mounted"),
  DEAD_LETTER_DIR(
      "unset", "where records are kept that a sink refuses for good: a directory, or s3://…"),
  DEAD_LETTER_BYTES(
      "64MiB", "bytes that refused records may take in a directory, the oldest make room"),
  CALLER_DATA("false", "whether to send class, method and line of the caller; slow"),

  STDOUT(
      Scope.JAVA_AGENT, "true", "whether the Java agent also ships what is printed to System.out"),
  CONSOLE_APPENDERS(
      Scope.JAVA_AGENT, "keep", "what the Java agent does with the program's console appenders"),
  DEBUG(Scope.JAVA_AGENT, "false", "whether the Java agent tells what it does on stderr"),
  EXTENSIONS(Scope.JAVA_AGENT, "unset", "jars that the Java agent loads sinks from"),

  KINESIS_STREAM(Scope.SINK, "unset", "template of the Kinesis data stream's name"),
  KINESIS_PARTITION_KEY(
      Scope.SINK,
      "unset",
      "template of the partition key; unset: records are spread evenly over all shards"),
  KINESIS_AGGREGATE(
      Scope.SINK, "false", "whether many records become one of Kinesis, in the format of the KPL"),
  FIREHOSE_STREAM(Scope.SINK, "unset", "template of the Firehose stream's name"),
  FIREHOSE_CONCATENATE(
      Scope.SINK, "false", "whether many records, each with its newline, become one of Firehose"),

  LOG_ROOT(Scope.NODE_AGENT, "/var/log", "where the node's log directory is mounted"),
  STATE_DIR(Scope.NODE_AGENT, "/var/ringtail/state", "where the node agent keeps its checkpoints"),
  KUBELET_URL(Scope.NODE_AGENT, "https://$HOST_IP:10250", "where the node agent asks for pods"),

  SPOOL_DIR(Scope.SINK, "unset", "where the sink s3 keeps its objects until the bucket has them"),
  S3_BUCKET(Scope.SINK, "unset", "bucket that the sink s3 writes to; a template"),
  S3_PREFIX(
      Scope.SINK,
      "logs/cluster=${cluster}/namespace=${namespace}/date=${date:yyyy-MM-dd}/",
      "template of what the keys of objects begin with"),
  S3_OBJECT_BYTES(Scope.SINK, "64MiB", "compressed size at which an object is closed"),
  S3_OBJECT_AGE_MS(
      Scope.SINK, "300000; without a spool 60000", "age in ms at which an object is closed"),
  S3_COMPRESSION(Scope.SINK, "gzip", "how objects are compressed: gzip, zstd or none"),
  S3_STORAGE_CLASS(Scope.SINK, "unset", "storage class of objects, STANDARD_IA for instance"),
  S3_KMS_KEY(Scope.SINK, "unset", "id or ARN of the KMS key that S3 encrypts objects with"),
  S3_SPOOL_BYTES(Scope.SINK, "1GiB", "what objects that wait for upload may take of the disk"),

  OPENSEARCH_URL(
      Scope.SINK, "unset", "URLs of OpenSearch's or Elasticsearch's hosts, with commas between"),
  OPENSEARCH_INDEX(
      Scope.SINK,
      "ringtail-${date:yyyy.MM.dd}; ringtail for a data stream",
      "template of the index's or data stream's name; dates are those of the records"),
  OPENSEARCH_DATA_STREAM(Scope.SINK, "false", "whether that is the name of a data stream"),
  OPENSEARCH_TEMPLATE(
      Scope.SINK, "false", "whether to install an index template where there is none yet"),
  OPENSEARCH_USER(Scope.SINK, "unset", "user for basic authentication"),
  OPENSEARCH_PASSWORD(Scope.SINK, "unset", "password for basic authentication"),
  OPENSEARCH_API_KEY(
      Scope.SINK, "unset", "API key of Elasticsearch, encoded or as id:key; before user"),
  OPENSEARCH_AWS_SERVICE(
      Scope.SINK,
      "as the host's name says",
      "for which service requests are signed with AWS credentials: es, aoss or none"),
  OPENSEARCH_CA_FILE(
      Scope.SINK, "unset", "PEM file of the certificates to trust, instead of the JVM's"),
  OPENSEARCH_GZIP(Scope.SINK, "false", "whether requests are compressed");

  /** Which part of Ringtail reads an option. */
  public enum Scope {
    /** The appender and the Java agent; some of these the node agent as well. */
    IN_PROCESS,
    /** The Java agent only. */
    JAVA_AGENT,
    /** The node agent only. */
    NODE_AGENT,
    /** A sink, in whichever part of Ringtail it is used; see {@link SinkSettings}. */
    SINK
  }

  static final String ENV_PREFIX = "RINGTAIL_";
  static final String PROPERTY_PREFIX = "ringtail.";

  private final Scope scope;
  private final String defaultText;
  private final String description;

  Option(String defaultText, String description) {
    this(Scope.IN_PROCESS, defaultText, description);
  }

  Option(Scope scope, String defaultText, String description) {
    this.scope = scope;
    this.defaultText = defaultText;
    this.description = description;
  }

  /** For example {@code RINGTAIL_LOG_GROUP}. */
  public String env() {
    return ENV_PREFIX + name();
  }

  /** For example {@code ringtail.log.group}. */
  public String property() {
    return PROPERTY_PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The element in Logback's XML and the bean property, for example {@code logGroup}. */
  public String xmlName() {
    return camelCase(name());
  }

  /** The key in the node agent's YAML, for example {@code log-group}. */
  public String yamlName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the value must not be shown, in a message about it say. */
  public boolean isSecret() {
    return name().endsWith("_PASSWORD") || name().endsWith("_API_KEY");
  }

  public Scope scope() {
    return scope;
  }

  /** The default as a text for people; {@code unset} where there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** One line, without a full stop. */
  public String description() {
    return description;
  }

  private static String camelCase(String name) {
    StringBuilder words = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean beginsWord = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        words.append(beginsWord ? name.charAt(i) : Character.toLowerCase(name.charAt(i)));
      }
    }
    return words.toString();
  }
}

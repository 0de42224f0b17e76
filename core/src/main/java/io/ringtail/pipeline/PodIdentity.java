package io.ringtail.pipeline;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordId;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.ResolvedName;
import io.ringtail.config.RingtailConfig;
import io.ringtail.encode.EventEncoder;
import io.ringtail.encode.MetadataJson;
import io.ringtail.metadata.MetadataReader;
import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Podinfo;
import io.ringtail.metadata.PodinfoWatch;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices.Weight;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are: pod metadata for every event, and the names of log group and stream that follow from
 * it.
 *
 * <p>Read when the first event needs it, and again when kubelet has changed the Downward API
 * volume. Threading: the pump alone.
 */
final class PodIdentity {
  private static final Podinfo NO_PODINFO = new Podinfo(Map.of(), Map.of());
  private static final long LOOK_EVERY_NANOS = 10_000_000_000L;

  private final RingtailConfig config;
  private final DestinationNames names;
  private final PipelineContext context;
  private final Clock clock;
  private final EventEncoder encoder;
  private final int maxMetadataBytes;
  private @Nullable PodinfoWatch watch;
  private @Nullable PodMetadata pod;
  private @Nullable Destination fixedDestination;
  private long lastLookNanos;
  private long origin;

  /**
   * @param names of the destination, with what is not known yet
   * @param maxMetadataBytes more than this is not repeated in every event
   */
  PodIdentity(
      RingtailConfig config,
      DestinationNames names,
      PipelineContext context,
      EventEncoder encoder,
      int maxMetadataBytes) {
    this.config = config;
    this.names = names;
    this.context = context;
    this.clock = context.clock();
    this.encoder = encoder;
    this.maxMetadataBytes = maxMetadataBytes;
  }

  /** Reads environment and files; the encoder has the metadata from then on. */
  void load() {
    if (pod == null) {
      watch = new PodinfoWatch(config.podinfoDir());
      lastLookNanos = clock.nanoTime();
      PodMetadata read = MetadataReader.read(context.surroundings(), config.podinfoDir());
      use(read);
      origin = origin(read);
    }
  }

  /** Where a batch that begins now goes. */
  Destination destination() {
    load();
    Destination destination = fixedDestination;
    if (destination == null) {
      destination = new Destination(resolve(names.group()), resolve(names.stream()));
      if (!names.dependsOnDate()) {
        fixedDestination = destination;
      }
    }
    return destination;
  }

  /** Who gives the numbers, for {@link RecordId}: no two processes are the same. */
  long origin() {
    load();
    return origin;
  }

  /** Every few seconds: has kubelet changed labels or annotations? */
  void refreshIfDue(long nowNanos) {
    PodMetadata known = pod;
    PodinfoWatch volume = watch;
    if (known == null || volume == null || nowNanos - lastLookNanos < LOOK_EVERY_NANOS) {
      return;
    }
    lastLookNanos = nowNanos;
    if (volume.changed()) {
      use(known.with(Podinfo.read(config.podinfoDir())));
    }
  }

  // A container that starts again has the same pod and, as a rule, the same process id.
  private long origin(PodMetadata metadata) {
    return RecordId.origin(
        String.valueOf(metadata.podUid()),
        String.valueOf(metadata.host()),
        String.valueOf(metadata.containerId()),
        Long.toString(context.surroundings().pid()),
        Long.toString(System.currentTimeMillis()),
        Long.toString(System.nanoTime()));
  }

  private void use(PodMetadata metadata) {
    pod = metadata;
    fixedDestination = null;
    String json = MetadataJson.of(metadata, config.metadata(), config.format());
    if (json.length() > maxMetadataBytes) {
      context
          .notices()
          .tell(
              Weight.WARNING,
              "metadata size",
              "the pod's metadata is "
                  + json.length()
                  + " characters long, too long to repeat in every event; sending it without"
                  + " annotations and labels");
      json = MetadataJson.of(metadata.with(NO_PODINFO), config.metadata(), config.format());
    }
    encoder.setMetadata(json);
  }

  private String resolve(NameTemplate template) {
    PodMetadata metadata = pod;
    if (metadata == null) {
      throw new IllegalStateException("load() comes first");
    }
    Instant now = Instant.ofEpochMilli(clock.epochMillis());
    ResolvedName name = template.resolve(metadata, context.surroundings(), now, Map.of());
    if (!name.unknown().isEmpty()) {
      context
          .notices()
          .tell(
              Weight.WARNING,
              "name " + template.text(),
              "in "
                  + template.text()
                  + " these are not known here: "
                  + String.join(", ", name.unknown())
                  + "; using "
                  + name.name());
    }
    return name.name();
  }
}

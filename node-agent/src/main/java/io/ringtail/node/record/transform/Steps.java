package io.ringtail.node.record.transform;

import io.ringtail.node.config.Selector;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Grep;
import io.ringtail.node.config.TransformConfig.Keep;
import io.ringtail.node.config.TransformConfig.Parse;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Remove;
import io.ringtail.node.config.TransformConfig.Rename;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.record.json.FieldPath;
import io.ringtail.node.record.parse.Parser;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps that a configuration's transforms are. Threading: the reading thread. */
public final class Steps {
  private static final Change NOTHING = record -> {};

  private final List<TransformConfig> transforms;
  private final Parsers parsers;
  private final Clock clock;

  /** Those that are the same for all logs. */
  private final IdentityHashMap<TransformConfig, Step> common = new IdentityHashMap<>();

  private final SharedByKey<TokenBucket> buckets = new SharedByKey<>();
  private final SharedByKey<OneIn> samplers = new SharedByKey<>();

  /** What an entry counts for: a transform, by its place or by itself, and the pod or namespace. */
  private record Key(Object transform, String whose) {}

  /**
   * The steps for one stream of a log.
   *
   * @param lookIntoMetadata whether one of them names a field of the pod's metadata
   */
  public record Selected(List<Step> steps, boolean lookIntoMetadata) {}

  /**
   * @throws IllegalArgumentException if a transform names a ready pattern that is not there
   */
  public Steps(List<TransformConfig> transforms, Parsers parsers, Clock clock) {
    this.transforms = List.copyOf(transforms);
    this.parsers = parsers;
    this.clock = clock;
    for (TransformConfig transform : transforms) {
      Step step = common(transform, parsers);
      if (step != null) {
        common.put(transform, step);
      }
    }
  }

  /** The names of the ready patterns that can be redacted by. */
  public static Set<String> redactionNames() {
    return Redaction.builtInNames();
  }

  /**
   * Those whose selectors are selected, in their order, and after them the pod's own.
   *
   * @param ofPod what the pod's annotations ask for
   */
  public Selected of(Origin origin, Predicate<Selector> selects, List<TransformConfig> ofPod) {
    List<Step> selected = new ArrayList<>();
    boolean lookIntoMetadata = false;
    for (int i = 0; i < transforms.size(); i++) {
      TransformConfig transform = transforms.get(i);
      if (selects.test(transform.when())) {
        Step step = common.get(transform);
        selected.add(step == null ? counting(i, transform, origin) : step);
        lookIntoMetadata |= looksIntoMetadata(transform);
      }
    }
    for (TransformConfig transform : ofPod) {
      Step step = common(transform, parsers);
      selected.add(step == null ? counting(transform, transform, origin) : step);
      lookIntoMetadata |= looksIntoMetadata(transform);
    }
    return new Selected(selected, lookIntoMetadata);
  }

  private static @Nullable Step common(TransformConfig transform, Parsers parsers) {
    if (transform instanceof Parse parse) {
      Parser parser = parsers.find(parse.parser(), "a transform");
      return parser == null ? NOTHING : FieldChanges.parse(parser);
    }
    if (transform instanceof Rename rename) {
      return FieldChanges.rename(rename.names());
    }
    if (transform instanceof Keep keep) {
      return FieldChanges.keep(keep.fields());
    }
    if (transform instanceof Remove remove) {
      return FieldChanges.remove(remove.fields());
    }
    if (transform instanceof Add add) {
      return FieldChanges.add(add.fields());
    }
    if (transform instanceof Grep grep) {
      return new GrepStep(FieldPath.of(grep.field()), grep.pattern(), grep.exclude());
    }
    if (transform instanceof Redact redact) {
      return new RedactStep(
          new Redaction(redact.builtIn(), redact.patterns(), redact.replacement()));
    }
    return null;
  }

  private Step counting(Object place, TransformConfig transform, Origin origin) {
    if (transform instanceof RateLimit limit) {
      Key key = new Key(place, whose(origin, limit.per()));
      TokenBucket bucket =
          buckets.of(key, () -> new TokenBucket(limit.entriesPerSecond(), limit.burst(), clock));
      return new Gate(bucket::take, DropReason.RATE_LIMITED);
    }
    if (transform instanceof Sample sample) {
      Key key = new Key(place, whose(origin, Scope.POD));
      OneIn sampler = samplers.of(key, () -> new OneIn(sample.keepOneIn()));
      return new Gate(sampler::take, DropReason.SAMPLED);
    }
    throw new IllegalArgumentException("no step for " + transform);
  }

  /** Outside of pods, each log counts for itself. */
  private static String whose(Origin origin, Scope scope) {
    PodRef pod = origin.pod();
    if (pod == null) {
      return origin.tag();
    }
    return scope == Scope.NAMESPACE ? pod.namespace() : pod.namespace() + "/" + pod.pod();
  }

  private static Collection<String> paths(TransformConfig transform) {
    if (transform instanceof Rename rename) {
      List<String> paths = new ArrayList<>(rename.names().keySet());
      paths.addAll(rename.names().values());
      return paths;
    }
    if (transform instanceof Keep keep) {
      return keep.fields();
    }
    if (transform instanceof Remove remove) {
      return remove.fields();
    }
    if (transform instanceof Add add) {
      return add.fields().keySet();
    }
    return transform instanceof Grep grep ? List.of(grep.field()) : List.of();
  }

  private static boolean looksIntoMetadata(TransformConfig transform) {
    return paths(transform).stream()
        .anyMatch(path -> path.startsWith(RecordNames.KUBERNETES + "."));
  }
}

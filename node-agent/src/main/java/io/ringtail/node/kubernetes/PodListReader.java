package io.ringtail.node.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PodList as it arrives. Of a pod's 20 kB or more, some 1 kB is kept; nothing else of it is
 * ever in memory as a whole.
 */
final class PodListReader {
  private final JsonFactory json =
      new JsonFactoryBuilder()
          // Keys of labels would stay for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Whoever opened it reads it to its end.
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final Predicate<String> annotationsKept;

  /**
   * @param annotationsKept says by its key which annotation is worth its memory
   */
  PodListReader(Predicate<String> annotationsKept) {
    this.annotationsKept = annotationsKept;
  }

  /**
   * @throws IOException where it is no list of pods, or ends early
   */
  List<PodInfo> read(InputStream in) throws IOException {
    List<PodInfo> pods = new ArrayList<>();
    boolean hasItems = false;
    try (JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        if (field.equals("items")) {
          hasItems = true;
          readPods(parser, pods);
        } else {
          skip(parser);
        }
      }
    }
    if (!hasItems) {
      throw new IOException("it has no field items");
    }
    return pods;
  }

  private void readPods(JsonParser parser, List<PodInfo> into) throws IOException {
    // Go writes an empty list as null.
    forEachObject(
        parser,
        () -> {
          PodDraft draft = new PodDraft(annotationsKept);
          readPod(parser, draft);
          PodInfo pod = draft.finish();
          if (pod != null) {
            into.add(pod);
          }
        });
  }

  private static void readPod(JsonParser parser, PodDraft pod) throws IOException {
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      switch (field) {
        case "metadata" -> readObject(parser, name -> readMetadata(parser, name, pod));
        case "spec" -> readObject(parser, name -> readSpec(parser, name, pod));
        case "status" -> readObject(parser, name -> readStatus(parser, name, pod));
        default -> skip(parser);
      }
    }
  }

  private static void readMetadata(JsonParser parser, String field, PodDraft pod)
      throws IOException {
    switch (field) {
      case "name" -> pod.name = text(parser);
      case "namespace" -> pod.namespace = text(parser);
      case "uid" -> pod.uid = text(parser);
      case "creationTimestamp" -> pod.created = text(parser);
      case "labels" -> readObject(parser, key -> ifText(parser, value -> pod.label(key, value)));
      case "annotations" ->
          readObject(
              parser,
              key -> {
                // One that nobody wants may be 256 kB of text: it is not even decoded.
                if (pod.wantsAnnotation(key)) {
                  ifText(parser, value -> pod.annotation(key, value));
                } else {
                  skip(parser);
                }
              });
      case "ownerReferences" -> forEachObject(parser, () -> readOwner(parser, pod));
      default -> skip(parser);
    }
  }

  private static void readOwner(JsonParser parser, PodDraft pod) throws IOException {
    String kind = null;
    String name = null;
    boolean isController = false;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      switch (field) {
        case "kind" -> kind = text(parser);
        case "name" -> name = text(parser);
        case "controller" -> {
          isController = parser.nextToken() == JsonToken.VALUE_TRUE;
          parser.skipChildren();
        }
        default -> skip(parser);
      }
    }
    pod.owner(kind, name, isController);
  }

  private static void readSpec(JsonParser parser, String field, PodDraft pod) throws IOException {
    switch (field) {
      case "nodeName" -> pod.node = text(parser);
      case "containers", "initContainers", "ephemeralContainers" ->
          forEachObject(parser, () -> readContainer(parser, pod));
      default -> skip(parser);
    }
  }

  private static void readStatus(JsonParser parser, String field, PodDraft pod) throws IOException {
    switch (field) {
      case "podIP" -> pod.podIp = text(parser);
      case "containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses" ->
          forEachObject(parser, () -> readContainer(parser, pod));
      default -> skip(parser);
    }
  }

  /** In the spec and in the status: what they have in common has the same names. */
  private static void readContainer(JsonParser parser, PodDraft pod) throws IOException {
    String name = null;
    String image = null;
    String imageId = null;
    String containerId = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      switch (field) {
        case "name" -> name = text(parser);
        case "image" -> image = text(parser);
        case "imageID" -> imageId = text(parser);
        case "containerID" -> containerId = text(parser);
        default -> skip(parser);
      }
    }
    pod.container(name, image, imageId, containerId);
  }

  private interface Part {
    void read() throws IOException;
  }

  private interface Field {
    void read(String name) throws IOException;
  }

  private interface TextField {
    void read(String value);
  }

  /** Calls for each field of the object that follows, the parser on its name. */
  private static void readObject(JsonParser parser, Field each) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      each.read(field);
    }
  }

  /** Calls for each object in the array that follows, the parser on its start. */
  private static void forEachObject(JsonParser parser, Part each) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == null) {
        throw new IOException("it ends early");
      }
      if (token == JsonToken.START_OBJECT) {
        each.read();
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The value that follows, where it is a text and not empty. */
  private static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return null;
    }
    String text = parser.getText();
    return text.isEmpty() ? null : text;
  }

  private static void ifText(JsonParser parser, TextField then) throws IOException {
    if (parser.nextToken() == JsonToken.VALUE_STRING) {
      then.read(parser.getText());
    } else {
      parser.skipChildren();
    }
  }

  private static void skip(JsonParser parser) throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }
}

package io.ringtail.console.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** For programs: one JSON object a line, with the names of the console's API. */
public final class JsonFormat implements LineFormat {

  @Override
  public void append(Line line, StringBuilder to) {
    StringWriter text = new StringWriter(line.raw().length() + 400);
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(text)) {
      out.writeStartObject();
      if (!line.id().isEmpty()) {
        out.writeStringField("id", line.id());
      }
      out.writeNumberField("time", line.timeMillis());
      out.writeNumberField("ingested", line.ingestedMillis());
      out.writeStringField("group", line.group());
      out.writeStringField("logStream", line.logStream());
      optional("level", line.level(), out);
      optional("stream", line.std(), out);
      optional("namespace", line.namespace(), out);
      optional("pod", line.pod(), out);
      optional("container", line.container(), out);
      optional("logger", line.logger(), out);
      out.writeStringField("message", line.message());
      if (line.isJson()) {
        out.writeFieldName("json");
        // A record may have been written over several lines.
        out.writeRawValue(line.raw().replace('\n', ' ').replace('\r', ' '));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    to.append(text.getBuffer()).append('\n');
  }

  private static void optional(String name, @Nullable String value, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}

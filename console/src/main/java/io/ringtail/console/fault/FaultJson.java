package io.ringtail.console.fault;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;
import io.ringtail.console.logs.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults as JSON: {@code {"throttle":{"rate":0.2,"operations":["PutLogEvents"]},
 * "latency":{"fixedMillis":50,"jitterMillis":20},"hang":{}}}.
 */
public final class FaultJson {
  private static final Set<String> FIELDS =
      Set.of("rate", "perSecond", "fixedMillis", "jitterMillis", "operations", "groups");

  private FaultJson() {}

  /** Throws {@link IllegalArgumentException} that names what is illegal, and what is legal. */
  public static List<Fault> read(byte[] utf8, int length) {
    try {
      List<Fault> faults = new ArrayList<>();
      for (Map.Entry<?, ?> entry : object(JsonTree.read(utf8, length), "the body").entrySet()) {
        String name = String.valueOf(entry.getKey());
        FaultKind kind = FaultKind.named(name);
        if (kind == null) {
          throw new IllegalArgumentException(
              "unknown fault '" + name + "': legal are " + FaultKind.wireNames());
        }
        faults.add(fault(kind, object(entry.getValue(), name)));
      }
      return faults;
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("malformed JSON: " + e.getMessage(), e);
    }
  }

  public static void write(Collection<Fault> faults, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Fault fault : faults) {
      out.writeObjectFieldStart(fault.kind().wireName());
      out.writeNumberField("rate", fault.rate());
      if (fault.perSecond() > 0) {
        out.writeNumberField("perSecond", fault.perSecond());
      }
      if (fault.kind() == FaultKind.LATENCY) {
        out.writeNumberField("fixedMillis", fault.fixedMillis());
        out.writeNumberField("jitterMillis", fault.jitterMillis());
      }
      out.writeArrayFieldStart("operations");
      for (String operation :
          fault.operations().stream().map(Operation::wireName).sorted().toList()) {
        out.writeString(operation);
      }
      out.writeEndArray();
      if (!fault.groups().isEmpty()) {
        out.writeArrayFieldStart("groups");
        for (String group : fault.groups().stream().sorted().toList()) {
          out.writeString(group);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /** The operation of this name; refuses others with the legal ones. */
  public static Operation operation(String name) {
    Operation operation = Operation.named(name);
    if (operation == null) {
      throw new IllegalArgumentException(
          "unknown operation '"
              + name
              + "': legal are "
              + Arrays.stream(Operation.values()).map(Operation::wireName).toList());
    }
    return operation;
  }

  private static Fault fault(FaultKind kind, Map<?, ?> fields) {
    for (Object field : fields.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "unknown field '"
                + kind.wireName()
                + "."
                + field
                + "': legal are "
                + FIELDS.stream().sorted().toList());
      }
    }
    return new Fault(
        kind,
        number(fields, kind, "rate", 1).doubleValue(),
        (int) Math.min(Integer.MAX_VALUE, number(fields, kind, "perSecond", 0).longValue()),
        number(fields, kind, "fixedMillis", 0).longValue(),
        number(fields, kind, "jitterMillis", 0).longValue(),
        operations(fields, kind),
        names(fields, kind, "groups"));
  }

  private static Set<Operation> operations(Map<?, ?> fields, FaultKind kind) {
    if (!fields.containsKey("operations")) {
      return Fault.defaultOperations(kind);
    }
    Set<Operation> operations = new HashSet<>();
    names(fields, kind, "operations").forEach(name -> operations.add(operation(name)));
    return operations;
  }

  private static Set<String> names(Map<?, ?> fields, FaultKind kind, String field) {
    Object value = fields.get(field);
    if (value == null && !fields.containsKey(field)) {
      return Set.of();
    }
    if (!(value instanceof List<?> names)) {
      throw new IllegalArgumentException(
          kind.wireName() + "." + field + " must be a list of names");
    }
    return names.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static Number number(Map<?, ?> fields, FaultKind kind, String name, Number otherwise) {
    Object value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(kind.wireName() + "." + name + " must be a number");
  }

  private static Map<?, ?> object(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(name + " must be a JSON object");
  }
}

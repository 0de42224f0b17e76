package io.ringtail.bench.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * What single objects take on the heap of this HotSpot: header, fields and padding.
 *
 * <p>The sum of the fields, rounded up; since JDK 15 HotSpot leaves no gaps that would matter
 * ("8237767: Field layout computation overhaul").
 */
final class ShallowSizes {
  private final int headerBytes;
  private final int arrayHeaderBytes;
  private final int referenceBytes;
  private final int alignmentBytes;

  ShallowSizes() {
    referenceBytes = flag("UseCompressedOops") ? 4 : 8;
    alignmentBytes = Integer.parseInt(option("ObjectAlignmentInBytes"));
    if (flag("UseCompactObjectHeaders")) {
      headerBytes = 8;
    } else {
      headerBytes = flag("UseCompressedClassPointers") ? 12 : 16;
    }
    // The length, and with uncompressed class pointers 4 bytes of padding.
    arrayHeaderBytes = headerBytes == 16 ? 24 : headerBytes + 4;
  }

  /** Bytes of an instance of {@code type}, which is no array. */
  long ofInstance(Class<?> type) {
    long bytes = headerBytes;
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        bytes += Modifier.isStatic(field.getModifiers()) ? 0 : bytesOf(field.getType());
      }
    }
    return aligned(bytes);
  }

  long ofArray(Object array) {
    Class<?> component = array.getClass().getComponentType();
    return aligned(arrayHeaderBytes + Array.getLength(array) * (long) bytesOf(component));
  }

  private int bytesOf(Class<?> type) {
    if (!type.isPrimitive()) {
      return referenceBytes;
    }
    if (type == long.class || type == double.class) {
      return 8;
    } else if (type == int.class || type == float.class) {
      return 4;
    }
    return type == char.class || type == short.class ? 2 : 1;
  }

  private long aligned(long bytes) {
    return (bytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
  }

  private static boolean flag(String name) {
    return Boolean.parseBoolean(option(name));
  }

  /** Empty where this JVM has no such option. */
  private static String option(String name) {
    try {
      return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption(name)
          .getValue();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

package io.ringtail.bench.memory;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * What is the same for all instances of a class that is no array.
 *
 * @param bytes what one takes by itself
 * @param references the fields that keep other objects alive
 * @param isReadable whether that is all of them: false where a module is not open to us
 */
record ObjectShape(long bytes, List<Field> references, boolean isReadable) {

  static ObjectShape of(Class<?> type, ShallowSizes sizes) {
    List<Field> references = new ArrayList<>();
    boolean readable = true;
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      // A weak, soft or phantom reference keeps nothing alive when it matters.
      boolean isWeak = each == Reference.class;
      for (Field field : each.getDeclaredFields()) {
        if (!isWeak && isReference(field)) {
          readable &= field.trySetAccessible();
          references.add(field);
        }
      }
    }
    return new ObjectShape(
        sizes.ofInstance(type), readable ? List.copyOf(references) : List.of(), readable);
  }

  private static boolean isReference(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
  }
}

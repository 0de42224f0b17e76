package io.ringtail.agent.pack;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Turns the value on the stack from one type into another, as a lambda may have to. */
final class Conversion {
  private static final Map<Type, String> BOXES =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long");

  private Conversion() {}

  /** From what an interface's erased method is given, to what it must be. */
  static void cast(MethodVisitor code, Type from, Type to) {
    if (isReference(to) && !from.equals(to) && !to.getInternalName().equals("java/lang/Object")) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  /**
   * Boxes, unboxes, widens an int, or drops the value.
   *
   * @throws IllegalStateException for what no lambda of ours has needed so far
   */
  static void adapt(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (to.equals(Type.VOID_TYPE)) {
      code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    } else if (isReference(from) && isReference(to)) {
      cast(code, from, to);
    } else if (isReference(to) && BOXES.containsKey(from)) {
      String box = BOXES.get(from);
      String descriptor = "(" + from.getDescriptor() + ")L" + box + ";";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false);
    } else if (isReference(from) && BOXES.containsKey(to)) {
      Type box = Type.getObjectType(BOXES.get(to));
      cast(code, from, box);
      String unbox = to.getClassName() + "Value";
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, box.getInternalName(), unbox, "()" + to.getDescriptor(), false);
    } else if (from.equals(Type.INT_TYPE) && to.equals(Type.LONG_TYPE)) {
      code.visitInsn(Opcodes.I2L);
    } else {
      throw new IllegalStateException("no conversion from " + from + " to " + to);
    }
  }

  private static boolean isReference(Type type) {
    return type.getSort() >= Type.ARRAY;
  }
}

package io.ringtail.agent.pack;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A lambda, as LambdaMetafactory is told of it.
 *
 * @param method the name of the interface's one method
 * @param factory from what is captured to the interface
 * @param erased the method's type as the interface has it
 * @param target what is to be called
 * @param called the method's type as it is here, generics replaced
 * @see java.lang.invoke.LambdaMetafactory
 */
record Lambda(String method, Type factory, Type erased, Handle target, Type called) {
  /** Where the place-th captured value is kept. */
  static String field(int place) {
    return "captured" + place;
  }

  String implemented() {
    return factory.getReturnType().getInternalName();
  }

  Type[] captured() {
    return factory.getArgumentTypes();
  }

  /**
   * Calls the target with what is captured, and what the interface's method was given; and returns.
   *
   * @param holder the class that has the fields
   */
  void writeBody(MethodVisitor code, String holder) {
    boolean isNew = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isNew) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    Type[] captured = captured();
    Type[] taken = takenByTarget();
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, holder, field(i), captured[i].getDescriptor());
    }
    Type[] given = erased.getArgumentTypes();
    int local = 1;
    for (int i = 0; i < given.length; i++) {
      code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
      Conversion.cast(code, given[i], called.getArgumentTypes()[i]);
      Conversion.adapt(code, called.getArgumentTypes()[i], taken[captured.length + i]);
      local += given[i].getSize();
    }
    code.visitMethodInsn(
        opcode(), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
    Type result = isNew ? Type.getObjectType(target.getOwner()) : targetType().getReturnType();
    Conversion.adapt(code, result, erased.getReturnType());
    code.visitInsn(erased.getReturnType().getOpcode(Opcodes.IRETURN));
  }

  private Type targetType() {
    return Type.getMethodType(target.getDesc());
  }

  /** The receiver, where there is one, and the parameters. */
  private Type[] takenByTarget() {
    Type[] parameters = targetType().getArgumentTypes();
    if (target.getTag() == Opcodes.H_INVOKESTATIC
        || target.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
      return parameters;
    }
    Type[] taken = new Type[parameters.length + 1];
    taken[0] = Type.getObjectType(target.getOwner());
    System.arraycopy(parameters, 0, taken, 1, parameters.length);
    return taken;
  }

  private int opcode() {
    return switch (target.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      // A private method is called so by nest mates.
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKESPECIAL ->
          target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      default -> throw new IllegalStateException("a lambda of a field: " + target);
    };
  }
}

package io.ringtail.agent.pack;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * What LambdaMetafactory would make of its arguments, as a class file.
 *
 * @param name the internal name of the class
 * @param method the name of the interface's one method
 * @param factory from what is captured to the interface
 * @param erased the method's type as the interface has it
 * @param target what is to be called
 * @param called the method's type as it is here, generics replaced
 * @see java.lang.invoke.LambdaMetafactory
 */
record LambdaClass(
    String name, String method, Type factory, Type erased, Handle target, Type called) {
  /** The static method that takes what is captured and gives an instance. */
  static final String MAKE = "make";

  private static final String OBJECT = "java/lang/Object";

  byte[] toBytes(int version, String nestHost) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String implemented = factory.getReturnType().getInternalName();
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(version, access, name, null, OBJECT, new String[] {implemented});
    writer.visitNestHost(nestHost);
    Type[] captured = factory.getArgumentTypes();
    for (int i = 0; i < captured.length; i++) {
      int field = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      writer.visitField(field, "captured" + i, captured[i].getDescriptor(), null, null).visitEnd();
    }
    writeConstructor(writer, captured);
    writeMake(writer, captured);
    writeMethod(writer, captured);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private String constructor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, factory.getArgumentTypes());
  }

  private void writeConstructor(ClassWriter writer, Type[] captured) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructor(), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    int local = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, "captured" + i, captured[i].getDescriptor());
      local += captured[i].getSize();
    }
    end(code, Opcodes.RETURN);
  }

  /** One instance for all where nothing is captured, as the JDK has it. */
  private void writeMake(ClassWriter writer, Type[] captured) {
    if (captured.length == 0) {
      String type = "L" + name + ";";
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      writer.visitField(access, "ONLY", type, null, null).visitEnd();
      MethodVisitor start = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
      start.visitCode();
      visitNew(start, captured);
      start.visitFieldInsn(Opcodes.PUTSTATIC, name, "ONLY", type);
      end(start, Opcodes.RETURN);
    }
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, MAKE, factory.getDescriptor(), null, null);
    code.visitCode();
    if (captured.length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, "ONLY", "L" + name + ";");
    } else {
      visitNew(code, captured);
    }
    end(code, Opcodes.ARETURN);
  }

  private void visitNew(MethodVisitor code, Type[] captured) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int local = 0;
    for (Type each : captured) {
      code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), local);
      local += each.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructor(), false);
  }

  private void writeMethod(ClassWriter writer, Type[] captured) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
    code.visitCode();
    boolean isNew = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isNew) {
      code.visitTypeInsn(Opcodes.NEW, target.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    Type[] taken = takenByTarget();
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, "captured" + i, captured[i].getDescriptor());
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
    end(code, erased.getReturnType().getOpcode(Opcodes.IRETURN));
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

  private static void end(MethodVisitor code, int returns) {
    code.visitInsn(returns);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}

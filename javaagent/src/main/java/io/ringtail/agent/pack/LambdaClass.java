package io.ringtail.agent.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One class for all lambdas of a class: a number says which of them an instance is. What is
 * captured is in final fields, as the JDK has it, for threads that get hold of it without a lock.
 */
final class LambdaClass {
  private static final String OBJECT = "java/lang/Object";
  private static final String WHICH = "which";

  private final String name;
  private final List<Lambda> lambdas = new ArrayList<>();

  /**
   * @param owner the internal name of the class that has the lambdas
   */
  LambdaClass(String owner) {
    this.name = owner + "$Lambdas";
  }

  String name() {
    return name;
  }

  boolean isEmpty() {
    return lambdas.isEmpty();
  }

  /** The static method that takes what the lambda captures, and gives an instance. */
  String add(Lambda lambda) {
    lambdas.add(lambda);
    return "make" + (lambdas.size() - 1);
  }

  byte[] toBytes(int version, String nestHost) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    Set<String> interfaces = new TreeSet<>();
    lambdas.forEach(lambda -> interfaces.add(lambda.implemented()));
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(version, access, name, null, OBJECT, interfaces.toArray(new String[0]));
    writer.visitNestHost(nestHost);
    writeFields(writer);
    writeConstructors(writer);
    writeMakers(writer);
    Map<String, List<Integer>> byMethod = new LinkedHashMap<>();
    for (int which = 0; which < lambdas.size(); which++) {
      Lambda lambda = lambdas.get(which);
      byMethod
          .computeIfAbsent(lambda.method() + lambda.erased(), any -> new ArrayList<>())
          .add(which);
    }
    byMethod.values().forEach(those -> writeMethod(writer, those));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** The n-th of what lambdas capture shares a field, where the types are the same. */
  private void writeFields(ClassWriter writer) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    writer.visitField(access, WHICH, "I", null, null).visitEnd();
    Set<String> written = new HashSet<>();
    for (Lambda lambda : lambdas) {
      Type[] captured = lambda.captured();
      for (int i = 0; i < captured.length; i++) {
        String type = captured[i].getDescriptor();
        if (written.add(Lambda.field(i) + type)) {
          writer.visitField(access, Lambda.field(i), type, null, null).visitEnd();
        }
      }
    }
  }

  private void writeConstructors(ClassWriter writer) {
    Set<String> written = new HashSet<>();
    for (Lambda lambda : lambdas) {
      if (written.add(constructor(lambda))) {
        writeConstructor(writer, lambda);
      }
    }
  }

  private static String constructor(Lambda lambda) {
    Type[] captured = lambda.captured();
    Type[] parameters = new Type[captured.length + 1];
    parameters[0] = Type.INT_TYPE;
    System.arraycopy(captured, 0, parameters, 1, captured.length);
    return Type.getMethodDescriptor(Type.VOID_TYPE, parameters);
  }

  private void writeConstructor(ClassWriter writer, Lambda lambda) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructor(lambda), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, name, WHICH, "I");
    Type[] captured = lambda.captured();
    int local = 2;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, Lambda.field(i), captured[i].getDescriptor());
      local += captured[i].getSize();
    }
    end(code, Opcodes.RETURN);
  }

  /** One instance for all where nothing is captured, as the JDK has it. */
  private void writeMakers(ClassWriter writer) {
    String type = "L" + name + ";";
    MethodVisitor start = null;
    for (int which = 0; which < lambdas.size(); which++) {
      Lambda lambda = lambdas.get(which);
      String only = "ONLY" + which;
      boolean captures = lambda.captured().length > 0;
      if (!captures) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, only, type, null, null).visitEnd();
        start = start == null ? begin(writer, Opcodes.ACC_STATIC, "<clinit>", "()V") : start;
        visitNew(start, which);
        start.visitFieldInsn(Opcodes.PUTSTATIC, name, only, type);
      }
      MethodVisitor code =
          begin(writer, Opcodes.ACC_STATIC, "make" + which, lambda.factory().getDescriptor());
      if (captures) {
        visitNew(code, which);
      } else {
        code.visitFieldInsn(Opcodes.GETSTATIC, name, only, type);
      }
      end(code, Opcodes.ARETURN);
    }
    if (start != null) {
      end(start, Opcodes.RETURN);
    }
  }

  private static MethodVisitor begin(
      ClassWriter writer, int access, String method, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private void visitNew(MethodVisitor code, int which) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitIntInsn(Opcodes.SIPUSH, which);
    int local = 0;
    for (Type each : lambdas.get(which).captured()) {
      code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), local);
      local += each.getSize();
    }
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, name, "<init>", constructor(lambdas.get(which)), false);
  }

  /**
   * The method of an interface, or of several that agree, for those of the lambdas that have it.
   */
  private void writeMethod(ClassWriter writer, List<Integer> those) {
    Lambda first = lambdas.get(those.get(0));
    MethodVisitor code =
        begin(writer, Opcodes.ACC_PUBLIC, first.method(), first.erased().getDescriptor());
    Label[] labels = new Label[those.size()];
    int[] keys = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
      keys[i] = those.get(i);
    }
    if (labels.length > 1) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, WHICH, "I");
      code.visitLookupSwitchInsn(labels[0], keys, labels);
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels.length > 1) {
        code.visitLabel(labels[i]);
        // Nothing but this and the parameters, as at the beginning.
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      }
      lambdas.get(keys[i]).writeBody(code, name);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void end(MethodVisitor code, int returns) {
    code.visitInsn(returns);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}

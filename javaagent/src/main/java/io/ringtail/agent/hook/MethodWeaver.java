package io.ringtail.agent.hook;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * {@code LogBridge.enter(hook); try { … } finally { LogBridge.exit(hook, this, first, second); }}.
 *
 * <p>On exit, because the program's own appenders may change the event, to mask a card number say:
 * what is shipped is what they have seen, and they see it before us.
 */
final class MethodWeaver extends MethodVisitor {
  private static final String BRIDGE = "io/ringtail/boot/LogBridge";

  /** Hook, self, first, second. */
  private static final int EXIT_SLOTS = 4;

  private final int number;
  private final Hook hook;
  private final @Nullable String self;
  private final Type[] parameters;
  private final boolean needsFrames;
  private final Label start = new Label();
  private final Label end = new Label();

  /**
   * @param self the internal name of the class; null for a static method
   * @param needsFrames whether the class file is new enough to have stack maps
   */
  MethodWeaver(
      @Nullable MethodVisitor next,
      int number,
      Hook hook,
      @Nullable String self,
      String descriptor,
      boolean needsFrames) {
    super(Opcodes.ASM9, next);
    this.number = number;
    this.hook = hook;
    this.self = self;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.needsFrames = needsFrames;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    pushNumber();
    callEnter();
    super.visitLabel(start);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      callExit();
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (descriptor.endsWith(")Z") && (owner + "." + name).equals(hook.filter())) {
      super.visitInsn(Opcodes.DUP);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "filtered", "(Z)V", false);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    // After the method's own handlers, which come first.
    super.visitTryCatchBlock(start, end, end, null);
    if (needsFrames) {
      Object[] locals = locals();
      super.visitFrame(
          Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    }
    if (hook.role() == Role.REWRITE) {
      callExitThrowing();
    } else {
      callExit();
    }
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(Math.max(maxStack, 1) + EXIT_SLOTS, maxLocals);
  }

  private void callEnter() {
    if (hook.meetsEventsAgain()) {
      pushParameter(0);
      pushParameter(1);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, BRIDGE, "enter", "(ILjava/lang/Object;Ljava/lang/Object;)V", false);
    } else {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "enter", "(I)V", false);
    }
  }

  private void callExit() {
    pushNumber();
    pushSelf();
    pushParameter(0);
    pushParameter(1);
    visitExit();
  }

  /** The throwable is on the stack, stays there, and is given as the second argument. */
  private void callExitThrowing() {
    super.visitInsn(Opcodes.DUP);
    pushNumber();
    super.visitInsn(Opcodes.SWAP);
    pushSelf();
    super.visitInsn(Opcodes.SWAP);
    pushParameter(0);
    super.visitInsn(Opcodes.SWAP);
    visitExit();
  }

  private void visitExit() {
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        BRIDGE,
        "exit",
        "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V",
        false);
  }

  private void pushSelf() {
    if (self == null) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }

  private void pushNumber() {
    super.visitIntInsn(Opcodes.BIPUSH, number);
  }

  private void pushParameter(int index) {
    if (index >= parameters.length || parameters[index].getSort() < Type.ARRAY) {
      super.visitInsn(Opcodes.ACONST_NULL);
      return;
    }
    int local = self == null ? 0 : 1;
    for (int i = 0; i < index; i++) {
      local += parameters[i].getSize();
    }
    super.visitVarInsn(Opcodes.ALOAD, local);
  }

  /**
   * What the handler may rely on: the parameters, which javac puts nothing of another type over.
   */
  private Object[] locals() {
    int extra = self == null ? 0 : 1;
    Object[] locals = new Object[parameters.length + extra];
    if (self != null) {
      locals[0] = self;
    }
    for (int i = 0; i < parameters.length; i++) {
      locals[i + extra] = frameType(parameters[i]);
    }
    return locals;
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }
}

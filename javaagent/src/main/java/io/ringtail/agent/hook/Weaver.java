package io.ringtail.agent.hook;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves hooks into one class, with the ASM that Byte Buddy carries: its Advice does the same for
 * 200 ms more of start-up. Neither fields nor methods are added, so loaded classes can be rewoven.
 */
final class Weaver {
  private static final int FIRST_WITH_FRAMES = 50;
  private static final int NEWEST_READABLE = Opcodes.V25;

  private Weaver() {}

  /**
   * @param found set to true for each of the hooks that has found a method
   * @return null if nothing was woven
   */
  static byte @Nullable [] weave(int[] hooks, byte[] classFile, boolean[] found) {
    int version = (classFile[6] & 0xff) << 8 | (classFile[7] & 0xff);
    ClassReader reader = new ClassReader(atMost(NEWEST_READABLE, version, classFile));
    ClassWriter writer = new ClassWriter(reader, 0);
    Rewriter rewriter = new Rewriter(writer, hooks, found, version >= FIRST_WITH_FRAMES);
    reader.accept(rewriter, 0);
    if (!rewriter.any) {
      return null;
    }
    byte[] woven = writer.toByteArray();
    woven[6] = classFile[6];
    woven[7] = classFile[7];
    return woven;
  }

  /** A class file newer than ASM knows is read as the newest it knows: they hardly ever differ. */
  private static byte[] atMost(int newest, int version, byte[] classFile) {
    if (version <= newest) {
      return classFile;
    }
    byte[] older = classFile.clone();
    older[6] = 0;
    older[7] = (byte) newest;
    return older;
  }

  private static final class Rewriter extends ClassVisitor {
    private final int[] hooks;
    private final boolean needsFrames;
    private final boolean[] found;
    private boolean any;
    private String className = "";

    Rewriter(ClassVisitor next, int[] hooks, boolean[] found, boolean needsFrames) {
      super(Opcodes.ASM9, next);
      this.hooks = hooks;
      this.needsFrames = needsFrames;
      this.found = found;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
      for (int i = 0; i < hooks.length; i++) {
        Hook hook = Hooks.at(hooks[i]);
        if (hasCode && hook.matches(name, descriptor)) {
          found[i] = true;
          any = true;
          String self = (access & Opcodes.ACC_STATIC) == 0 ? className : null;
          return new MethodWeaver(next, hooks[i], hook, self, descriptor, needsFrames);
        }
      }
      return next;
    }
  }
}

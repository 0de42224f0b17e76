package io.ringtail.agent.pack;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Has the JDK call without method handles what it calls by reflection while a program starts:
 * {@code premain}, {@code agentmain}, and the constructors of our sinks.
 *
 * <p>JDK 18 and newer make a method handle for what is called by reflection, 7 ms for the first of
 * a small program. A method that says it takes a variable number of arguments, but whose last one
 * is no array, can have none, so the JDK calls it as older ones did. Java's compiler makes no such
 * method; the JVM does not mind.
 */
final class PlainReflection {
  private static final String PREMAIN = "io/ringtail/premain/Premain";
  private static final String SINKS = "META-INF/services/io.ringtail.sink.SinkFactory";

  private PlainReflection() {}

  /**
   * @param files of the jar, by their names; changed in place
   */
  static void in(Map<String, byte[]> files) {
    mark(files, PREMAIN, "premain|agentmain");
    for (String sink : new String(file(files, SINKS), StandardCharsets.UTF_8).split("\n", -1)) {
      if (!sink.isBlank()) {
        mark(files, sink.strip().replace('.', '/'), "<init>");
      }
    }
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    byte[] file = files.get(name);
    if (file == null) {
      throw new IllegalStateException("no " + name);
    }
    return file;
  }

  private static void mark(Map<String, byte[]> files, String type, String methods) {
    String name = type + ".class";
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file(files, name))
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                int marked = method.matches(methods) ? access | Opcodes.ACC_VARARGS : access;
                return super.visitMethod(marked, method, descriptor, signature, exceptions);
              }
            },
            0);
    files.put(name, writer.toByteArray());
  }
}

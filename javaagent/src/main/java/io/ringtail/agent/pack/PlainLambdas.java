package io.ringtail.agent.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts classes in the place of lambdas, in the classes that are ours.
 *
 * <p>The JDK makes a lambda's class when the lambda is first met: with some forty of them between a
 * program's first event and its delivery that was a third of the agent's start, more on newer JDKs.
 * Made here, one for all lambdas of a class, they are read like any other class, and the sources
 * stay as they are.
 *
 * <p>A class so made is a nest mate of the one that has the lambda, and may call what is private
 * there. Lambdas of interfaces with more than one method to bridge, serializable ones say, are left
 * to the JDK.
 */
final class PlainLambdas {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  private final Map<String, byte[]> made = new TreeMap<>();
  private final Map<String, List<String>> newMates = new TreeMap<>();

  private PlainLambdas() {}

  /**
   * @param files of the jar, by their names; changed in place
   */
  static void in(Map<String, byte[]> files) {
    PlainLambdas lambdas = new PlainLambdas();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith("io/ringtail/") && file.getKey().endsWith(".class")) {
        file.setValue(lambdas.replaceIn(file.getValue()));
      }
    }
    for (Map.Entry<String, List<String>> host : lambdas.newMates.entrySet()) {
      String file = host.getKey() + ".class";
      byte[] hostClass = files.get(file);
      if (hostClass == null) {
        throw new IllegalStateException("no nest host " + file);
      }
      files.put(file, withMates(hostClass, host.getValue()));
    }
    files.putAll(lambdas.made);
  }

  private byte[] replaceIn(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    Replacer replacer = new Replacer(writer);
    reader.accept(replacer, 0);
    return replacer.lambdas.isEmpty() ? classFile : writer.toByteArray();
  }

  private static byte[] withMates(byte[] host, List<String> mates) {
    ClassReader reader = new ClassReader(host);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          private boolean added;

          @Override
          public void visitNestMember(String member) {
            addAll();
            super.visitNestMember(member);
          }

          @Override
          public void visitEnd() {
            addAll();
            super.visitEnd();
          }

          private void addAll() {
            if (!added) {
              added = true;
              mates.forEach(super::visitNestMember);
            }
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Goes through one class. */
  private final class Replacer extends ClassVisitor {
    private LambdaClass lambdas = new LambdaClass("");
    private String host = "";
    private int version;

    Replacer(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int classVersion,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      version = classVersion;
      lambdas = new LambdaClass(name);
      host = name;
      super.visit(classVersion, access, name, signature, superName, interfaces);
    }

    // Comes before the methods.
    @Override
    public void visitNestHost(String nestHost) {
      host = nestHost;
      super.visitNestHost(nestHost);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitInvokeDynamicInsn(
            String method, String factoryDescriptor, Handle bootstrap, Object... arguments) {
          if (bootstrap.getOwner().equals(FACTORY) && bootstrap.getName().equals("metafactory")) {
            String make = lambdas.add(lambda(method, factoryDescriptor, arguments));
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, lambdas.name(), make, factoryDescriptor, false);
          } else {
            super.visitInvokeDynamicInsn(method, factoryDescriptor, bootstrap, arguments);
          }
        }
      };
    }

    private static Lambda lambda(String method, String factoryDescriptor, Object... arguments) {
      return new Lambda(
          method,
          Type.getMethodType(factoryDescriptor),
          (Type) arguments[0],
          (Handle) arguments[1],
          (Type) arguments[2]);
    }

    @Override
    public void visitEnd() {
      super.visitEnd();
      if (!lambdas.isEmpty()) {
        made.put(lambdas.name() + ".class", lambdas.toBytes(version, host));
        newMates.computeIfAbsent(host, any -> new ArrayList<>()).add(lambdas.name());
      }
    }
  }
}

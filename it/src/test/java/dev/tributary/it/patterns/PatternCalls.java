package dev.tributary.it.patterns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Finds the regular expressions in compiled classes: methods of the JDK that take one. */
final class PatternCalls {
  private static final int API = Opcodes.ASM9;

  private static final Map<String, Set<String>> METHODS =
      Map.of(
          "java/util/regex/Pattern", Set.of("compile", "matches"),
          "java/lang/String",
              Set.of("matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters"),
          "java/util/Scanner",
              Set.of("useDelimiter", "findInLine", "findWithinHorizon", "skip", "hasNext", "next"));

  private PatternCalls() {}

  /** All of the classes under a folder. */
  static Set<PatternCall> in(Path classes) throws IOException {
    Set<PatternCall> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        var reader = new ClassReader(Files.readAllBytes(file));
        reader.accept(new Types(found), ClassReader.SKIP_FRAMES);
      }
    }
    return found;
  }

  private static final class Types extends ClassVisitor {
    private final Set<PatternCall> found;
    private String type;

    Types(Set<PatternCall> found) {
      super(API);
      this.found = found;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String base, String[] interfaces) {
      String simple = name.substring(name.lastIndexOf('/') + 1);
      type = simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Calls(type, found);
    }
  }

  /** Remembers the last two values that were put on the stack, as far as they are constants. */
  private static final class Calls extends MethodVisitor {
    private final String type;
    private final Set<PatternCall> found;
    private String last = PatternCall.COMPUTED;
    private String beforeLast = PatternCall.COMPUTED;

    Calls(String type, Set<PatternCall> found) {
      super(API);
      this.type = type;
      this.found = found;
    }

    private void put(String value) {
      beforeLast = last;
      last = value;
    }

    private void forget() {
      put(PatternCall.COMPUTED);
      put(PatternCall.COMPUTED);
    }

    @Override
    public void visitLdcInsn(Object value) {
      put(value instanceof String text ? text : PatternCall.COMPUTED);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      put(PatternCall.COMPUTED);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      put(PatternCall.COMPUTED);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      boolean twoTexts = descriptor.startsWith("(Ljava/lang/String;Ljava/lang/String;)");
      look(owner, name, descriptor, twoTexts ? beforeLast : last);
      forget();
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle called) { // String::split and its like
          look(called.getOwner(), called.getName(), called.getDesc(), PatternCall.COMPUTED);
        }
      }
      forget();
    }

    private void look(String owner, String name, String descriptor, String pattern) {
      boolean takesText = descriptor.startsWith("(Ljava/lang/String;");
      if (takesText && METHODS.getOrDefault(owner, Set.of()).contains(name)) {
        found.add(new PatternCall(type, pattern));
      }
    }
  }
}

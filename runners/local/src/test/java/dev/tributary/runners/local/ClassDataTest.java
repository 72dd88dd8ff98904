package dev.tributary.runners.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassDataTest {
  /** Says that it runs, and ends with its input. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      System.out.println("runs");
      System.in.transferTo(System.out);
    }
  }

  @TempDir private Path folder;

  @Test
  void aProgramsSecondStartTakesItsClassesFromTheArchive() throws Exception {
    Path jar = jar("first");
    ClassData classData = classData(jar);
    assertThat(run(jar, classData)).doesNotContain("shared objects file (top)");
    assertThat(run(jar, classData)).contains("$Program source: shared objects file (top)");
  }

  @Test
  void aJarThatChangedHasAnotherArchiveAndTheOldOneGoesAway() throws Exception {
    Path jar = jar("first");
    ClassData old = classData(jar);
    run(jar, old);
    Files.delete(jar);
    ClassData changed = classData(jar("other text"));
    assertThat(changed.archive()).isNotEqualTo(old.archive()).doesNotExist();
    run(jar, changed);
    assertThat(changed.archive()).exists();
    assertThat(old.archive()).doesNotExist();
  }

  /** The JVM would end at once when it is told to write such an archive. */
  @Test
  void aProgramWithAFolderOnItsClasspathHasNoArchive() throws Exception {
    assertThat(classData(jar("first")).options()).isNotEmpty();
    assertThat(classData(folder).options()).isEmpty();
  }

  private ClassData classData(Path jar) {
    return ClassData.of(folder.resolve("class-data"), "program", Jdk.current(), List.of(jar));
  }

  private String run(Path jar, ClassData classData) throws Exception {
    var words = new ArrayList<String>();
    words.add(Jdk.current().java().toString());
    words.addAll(classData.options());
    words.addAll(List.of("-Xlog:class+load", "-cp", jar.toString(), Program.class.getName()));
    Process java = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var output = java.inputReader()) {
      var text = new StringBuilder();
      for (String line = ""; line != null && !line.equals("runs"); line = output.readLine()) {
        text.append(line).append('\n');
      }
      classData.keep(java.pid());
      java.getOutputStream().close();
      assertThat(java.waitFor()).isZero();
      return text.toString();
    } finally {
      java.destroyForcibly();
    }
  }

  private Path jar(String comment) throws IOException {
    Path jar = folder.resolve("program.jar");
    String name = Program.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = Program.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry("comment"));
      out.write(comment.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
    return jar;
  }
}

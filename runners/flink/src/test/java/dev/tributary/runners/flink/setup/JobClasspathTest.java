package dev.tributary.runners.flink.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobClasspathTest {
  @TempDir Path folder;

  @Test
  void partsFlinkFromTheJob() throws IOException {
    Path flink = jar("org/apache/flink/flink-runtime/flink-runtime.jar");
    Path beam = jar("org/apache/beam/beam-core/beam-core.jar");
    Path both = jar("com/example/both/both.jar");
    Path guard = Files.createDirectories(folder.resolve("flink-rest/target/classes"));
    Path ours = Files.createDirectories(folder.resolve("pipeline/target/classes"));

    JobClasspath classpath = JobClasspath.of(joined(flink, beam, both, guard, ours));

    assertThat(classpath.cluster()).containsExactly(flink, both, guard);
    assertThat(classpath.job()).containsExactly(beam, both, guard, ours);
  }

  @Test
  void refusesAJarThatPointsToAllOthers() throws IOException {
    Path pathing = jar("maven-exec123.jar");

    assertThatThrownBy(() -> JobClasspath.of(joined(pathing)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(pathing.toString());
  }

  private Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    return Files.createFile(jar);
  }

  private static String joined(Path... paths) {
    return Stream.of(paths).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}

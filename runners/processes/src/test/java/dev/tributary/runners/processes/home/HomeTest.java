package dev.tributary.runners.processes.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
  @TempDir private Path folder;

  @Test
  void saysHowMuchIsFreeAndNeededWhenTheDiskIsFull() {
    Home home = new Home(folder);
    assertThatThrownBy(() -> home.prepare(Long.MAX_VALUE))
        .isInstanceOf(CannotStartException.class)
        .hasMessageMatching(
            "The disk of .* has \\d+ MB free, and a start needs \\d+ MB: free some space, or choose another disk with -Dtributary.home=DIR");
  }

  @Test
  void namesAFolderThatIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new Home(file).prepare(0))
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("Cannot use the folder " + file);
  }

  @Test
  void keepsItsFoldersFromOthersAlsoThoseThatWereThereBefore() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Files.createDirectories(home.lake());
    Files.setPosixFilePermissions(home.lake(), PosixFilePermissions.fromString("rwxr-xr-x"));
    home.prepare(0);
    for (Path each : List.of(home.folder(), home.logs(), home.run(), home.lake())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .as("permissions of %s", each)
          .isEqualTo("rwx------");
    }
  }

  @Test
  void turnsAFullDiskIntoOneLineWhateverMetIt() {
    var full = new IOException("/x/y: No space left on device");
    assertThat(CannotStartException.because(full, "Cannot start kafka", new Home(folder)))
        .hasMessage(
            "The disk of %s is full: free some space, or choose another disk with -Dtributary.home=DIR",
            folder);
  }

  @Test
  void keepsEndpointsAsTheyWereWritten() throws Exception {
    Home home = new Home(folder.resolve("a folder"));
    home.prepare(0);
    assertThat(Endpoints.read(home)).isEmpty();
    Endpoints endpoints = Endpoints.of(new Ports(1, 2, 3, 4), home);
    endpoints.write(home);
    assertThat(Endpoints.read(home)).contains(endpoints);
    Endpoints.remove(home);
    assertThat(Endpoints.read(home)).isEmpty();
  }
}

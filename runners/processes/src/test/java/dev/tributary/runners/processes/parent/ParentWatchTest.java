package dev.tributary.runners.processes.parent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ParentWatchTest {
  @Test
  void actsWhenTheProcessEndsAndNotBefore() throws Exception {
    Process parent = new ProcessBuilder("sleep", "3000").start();
    var gone = new CountDownLatch(1);
    try {
      ParentWatch.whenGone(parent.pid(), gone::countDown);
      assertThat(gone.await(2, TimeUnit.SECONDS)).isFalse();
    } finally {
      parent.destroyForcibly();
    }
    assertThat(gone.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void actsAtOnceWhenTheProcessIsGoneBefore() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();
    var gone = new CountDownLatch(1);
    ParentWatch.whenGone(parent.pid(), gone::countDown);
    assertThat(gone.await(2, TimeUnit.MINUTES)).isTrue();
  }
}

package dev.tributary.it.bench.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A program of {@code it/bench}. It ends by itself when it has read what was there, unless its last
 * argument says each how many milliseconds it makes rows visible.
 *
 * @param more arguments, beyond broker, topic and folder
 * @param liveMillis that last argument
 */
record ForeignPeer(
    String name,
    List<String> jvm,
    List<Path> classpath,
    String main,
    List<String> more,
    long liveMillis)
    implements Peer {
  @Override
  public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
    return MeteredProcess.run(
        jvm, classpath, words(kafka, topic.name(), folder), folder, () -> false);
  }

  @Override
  public PeerRun live(String kafka, String topic, Path folder, Callable<Boolean> done)
      throws Exception {
    List<String> words = words(kafka, topic, folder);
    words.add(Long.toString(liveMillis));
    return MeteredProcess.run(jvm, classpath, words, folder, done);
  }

  private List<String> words(String kafka, String topic, Path folder) {
    var words = new ArrayList<>(List.of(main, kafka, topic, folder.toString()));
    words.addAll(more);
    return words;
  }
}

package dev.tributary.pipeline.replay;

import dev.tributary.pipeline.lake.files.LakeFileSystems;
import java.util.function.Consumer;

/** Puts chosen dead letters back on their topics, or says which ones it would. */
public final class ReplayTool {
  private ReplayTool() {}

  /**
   * Runs it.
   *
   * @param preview gets each dead letter that a dry run would put back
   * @throws IllegalArgumentException for a request that is wrong, all of it in one message
   */
  public static ReplayReport run(ReplayRequest request, Consumer<DeadLetter> preview)
      throws Exception {
    ReplaySettings settings = ReplaySettings.of(request);
    LakeFileSystems.register(request.pipeline().lake());
    return settings.dryRun()
        ? settings.replay().preview(settings.selection(), preview)
        : settings.replay().perform(settings.selection());
  }
}

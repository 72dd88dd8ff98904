package dev.tributary.pipeline.history;

import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The real files of a lake, with something that happens before each step that changes them. */
public final class HookedFiles {
  private static final Set<String> CHANGES = Set.of("create", "copy", "deleteAll", "deleteFolder");

  private HookedFiles() {}

  /** What happens before a step. */
  public interface Hook {
    void before(String step) throws IOException;
  }

  public static LakeFiles of(LakeFiles files, Hook hook) {
    return (LakeFiles)
        Proxy.newProxyInstance(
            HookedFiles.class.getClassLoader(),
            new Class<?>[] {LakeFiles.class},
            (proxy, method, arguments) -> {
              if (CHANGES.contains(method.getName())) {
                hook.before(method.getName());
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

package dev.tributary.pipeline.lake.files;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The real files of a lake, with something that happens before each step that changes them. */
public final class HookedFiles {
  private static final Set<String> READS =
      Set.of("read", "open", "list", "exists", "hasFiles", "filesIn", "uri", "equals", "hashCode");

  private HookedFiles() {}

  /** What happens before a step. */
  public interface Hook {
    /** The step is the name of a method of the files. */
    void before(String step) throws IOException;
  }

  /** The files with the hook. */
  public static LakeFiles of(LakeFiles files, Hook hook) {
    return (LakeFiles)
        Proxy.newProxyInstance(
            HookedFiles.class.getClassLoader(),
            new Class<?>[] {LakeFiles.class},
            (proxy, method, arguments) -> {
              if (!READS.contains(method.getName())) {
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

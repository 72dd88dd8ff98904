package dev.tributary.schemas.event;

import dev.tributary.schemas.rules.Rejection;
import java.util.function.Function;

/** What a record's bytes are: an event, or something that can't be one. */
public sealed interface Decoded {
  /** The bytes are an event. */
  record Valid(Event event) implements Decoded {}

  /** The bytes are no event, for this reason. */
  record Invalid(Rejection rejection) implements Decoded {}

  /** Answers by case, so that a new case fails to compile where it is not handled. */
  default <T> T match(Function<Event, T> onValid, Function<Rejection, T> onInvalid) {
    if (this instanceof Valid valid) {
      return onValid.apply(valid.event());
    }
    return onInvalid.apply(((Invalid) this).rejection());
  }
}

package dev.tributary.ledger.lookup;

import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link CommittedBatch} in few bytes: a day of them stays in memory. */
final class PackedBatch {
  private PackedBatch() {}

  static byte[] pack(CommittedBatch batch, LaneNumbers lanes) {
    var out = new ByteWriter();
    out.number(batch.sequence()).number(Math.max(0, batch.atMillis()));
    out.number(batch.ranges().size());
    batch
        .ranges()
        .forEach(
            (lane, range) ->
                out.number(lanes.number(lane))
                    .number(range.from())
                    .number(range.to() - range.from()));
    out.number(batch.nonRows().size());
    for (NonRowOffsets part : batch.nonRows()) {
      out.number(lanes.number(part.lane()));
      write(part.duplicates(), out);
      write(part.lost(), out);
      out.number(part.deadLetters().size());
      for (NonRowOffsets.DeadLetters letters : part.deadLetters()) {
        out.text(letters.reason()).text(letters.field());
        write(letters.offsets(), out);
      }
    }
    out.number(batch.files().size());
    batch.files().forEach(path -> PackedPath.write(path, lanes, out));
    return out.bytes();
  }

  static CommittedBatch unpack(byte[] packed, LaneNumbers lanes) {
    var in = new ByteReader(packed);
    long sequence = in.number();
    long atMillis = in.number();
    Map<String, CommittedBatch.Range> ranges = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      String lane = lanes.key(in.count());
      long from = in.number();
      ranges.put(lane, new CommittedBatch.Range(from, from + in.number()));
    }
    List<NonRowOffsets> nonRows = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      nonRows.add(nonRows(lanes.key(in.count()), in));
    }
    List<String> files = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      files.add(PackedPath.read(lanes, in));
    }
    return new CommittedBatch(sequence, atMillis, ranges, nonRows, files);
  }

  private static NonRowOffsets nonRows(String lane, ByteReader in) {
    Offsets duplicates = offsets(in);
    Offsets lost = offsets(in);
    List<NonRowOffsets.DeadLetters> letters = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      letters.add(new NonRowOffsets.DeadLetters(in.text(), in.text(), offsets(in)));
    }
    return new NonRowOffsets(lane, duplicates, letters, lost);
  }

  private static void write(Offsets offsets, ByteWriter out) {
    out.number(offsets.size());
    long[] before = {0};
    offsets.each(
        offset -> {
          out.number(offset - before[0]);
          before[0] = offset;
        });
  }

  private static Offsets offsets(ByteReader in) {
    long[] offsets = new long[in.count()];
    long before = 0;
    for (int i = 0; i < offsets.length; i++) {
      before += in.number();
      offsets[i] = before;
    }
    return Offsets.of(offsets);
  }
}

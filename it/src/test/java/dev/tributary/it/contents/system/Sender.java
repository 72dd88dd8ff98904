package dev.tributary.it.contents.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.it.contents.form.Call;
import dev.tributary.it.contents.form.Header;
import dev.tributary.it.contents.form.Shipment;
import dev.tributary.it.contents.form.Shipments;
import dev.tributary.it.contents.rule.Expected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends shipments, several at a time, until enough events were sent. */
final class Sender {
  private static final String TOPIC = "events";
  private static final int AT_ONCE = 4;
  private static final int MOST_AGAIN = 30;

  /** What the service's header {@code Retry-After} says. */
  private static final long RETRY_AFTER_NANOS = 1_000_000_000;

  private final String http;
  private final String kafka;
  private final Shipments shipments;
  private final Sent sent;
  private final Findings findings;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong events = new AtomicLong();

  Sender(String http, String kafka, Shipments shipments, Sent sent, Findings findings) {
    this.http = http;
    this.kafka = kafka;
    this.shipments = shipments;
    this.sent = sent;
    this.findings = findings;
  }

  /** Sends so many events, and at most one shipment more a connection. Returns how many. */
  long send(long wanted) throws Exception {
    var bytes = new ByteArraySerializer();
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka, "acks", "all", "max.request.size", 2_000_000);
    ExecutorService connections = Executors.newFixedThreadPool(AT_ONCE);
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(connections.submit(connection(producer, wanted)));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    } finally {
      connections.shutdownNow();
    }
    return events.get();
  }

  private Callable<Void> connection(Producer<byte[], byte[]> producer, long wanted) {
    return () -> {
      var answers = new Answers(sent, findings);
      try (var service = new PlainHttp(http)) {
        while (events.get() < wanted) {
          long number = next.getAndIncrement();
          Shipment shipment = shipments.shipment(number);
          for (Call call : shipment.calls()) {
            var reference = new Header("Contents-Ref", Answers.reference(number));
            answers.check(number, shipment, send(service, number, call, reference));
          }
          records(number, shipment, producer);
          events.addAndGet(shipment.expected().size());
        }
      }
      return null;
    };
  }

  private PlainHttp.Answer send(PlainHttp service, long number, Call call, Header reference)
      throws IOException {
    try {
      PlainHttp.Answer answer = service.send(call, reference);
      for (int again = 0; again < MOST_AGAIN && isBusy(answer); again++) {
        LockSupport.parkNanos(RETRY_AFTER_NANOS);
        answer = service.send(call, reference);
      }
      return answer;
    } catch (IOException broken) {
      String what = shipments.form(number) + ", shipment " + number + ": " + call.target();
      throw new IOException("Cannot send " + what, broken);
    }
  }

  /** Nothing was taken, and the service asks to send it again: with events it would name each. */
  private static boolean isBusy(PlainHttp.Answer answer) {
    return answer.status() == 503 && !answer.body().contains("\"events\"");
  }

  private void records(long number, Shipment shipment, Producer<byte[], byte[]> producer)
      throws Exception {
    List<Future<RecordMetadata>> all = new ArrayList<>();
    for (int i = 0; i < shipment.records().size(); i++) {
      boolean keyed = shipment.expected().get(i) instanceof Expected.Row row && !row.id().isEmpty();
      byte[] key = keyed ? ((Expected.Row) shipment.expected().get(i)).id().getBytes(UTF_8) : null;
      byte[] value = shipment.records().get(i).getBytes(UTF_8);
      all.add(producer.send(new ProducerRecord<>(TOPIC, key, value)));
    }
    for (int i = 0; i < all.size(); i++) {
      RecordMetadata at = all.get(i).get();
      String position = at.topic() + "-" + at.partition() + "-" + at.offset();
      var place = new Sent.Place(number, i);
      if (shipment.expected().get(i) instanceof Expected.Row row) {
        sent.row(Sent.Key.ofId(row.id().isEmpty() ? position : row.id()), place);
      } else {
        sent.deadLetter(Sent.Key.ofDeadLetter(position), place);
      }
    }
  }
}

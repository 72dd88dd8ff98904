package dev.tributary.it.bench.hostile;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.ProcStat;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service ({@code -Xmx256m}, defaults, a real Kafka) under clients of one address that mean
 * harm, and what good clients of another address see meanwhile, who send 1,000 requests a second.
 * {@code -Dbench.seconds=N}: of each scenario; {@code -Dbench.warm=N}: of good clients alone
 * before; {@code -Dbench.only=TEXT,TEXT}: only scenarios that have one of them in their name.
 */
public final class HostileBenchmark implements Benchmark {
  private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
  private static final int WARM_SECONDS = Integer.getInteger("bench.warm", 30);
  private static final String ONLY = System.getProperty("bench.only", "");
  private static final int PER_SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double MOST_P99_MILLIS = 50;
  private static final long MOST_RESIDENT_KIB = 400 << 10;

  /** More than one address may have. */
  private static final int CONNECTIONS = 272;

  private static final int FLOOD = 64;
  private static final byte[] NOTHING = {};

  private Figures figures;

  @Override
  public void run() throws Exception {
    figures = new Figures("hostile");
    figures.put("good requests a second", PER_SECOND);
    figures.put("seconds a scenario", SECONDS);
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home)) {
      ServiceKeys keys = ServiceKeys.make(home.folder());
      try (StartedPart plain = StartedPart.ingestService(home, kafka)) {
        scenarios(AttackedService.plain(plain), plainForms());
      }
      try (StartedPart secure = StartedPart.notReady(withHttps(kafka, keys), home)) {
        AttackedService service = AttackedService.secure(secure, keys);
        Await.until("HTTPS is answered", PATIENCE, service::isReady);
        scenarios(service, secureForms(keys));
      }
    }
  }

  private static IngestServicePart withHttps(StartedPart kafka, ServiceKeys keys) {
    return new IngestServicePart(
        StartedPart.checkout(), FreePorts.any(), kafka.address(), keys.settings());
  }

  private static Map<String, Attack.Form> plainForms() {
    var forms = new LinkedHashMap<String, Attack.Form>();
    byte[] kilobyte = "x".repeat(1_100).getBytes();
    forms.put("nobody", from -> held(from, 0, NOTHING, NOTHING));
    forms.put("idle connections", from -> held(from, CONNECTIONS, NOTHING, NOTHING));
    forms.put(
        "slow heads", from -> held(from, CONNECTIONS, Payloads.headBegun(), new byte[] {'x'}));
    forms.put("slow bodies", from -> held(from, CONNECTIONS, Payloads.bodyBegun(64_000), kilobyte));
    forms.put(
        "large bodies promised",
        from -> held(from, CONNECTIONS, Payloads.bodyBegun(10_000_000), kilobyte));
    flood(forms, "large gzip", Payloads.gzip(), 1);
    flood(forms, "gzip of many members", Payloads.gzipMembers(), 1);
    flood(forms, "wide objects", Payloads.wide(), 1);
    flood(forms, "deep objects, long numbers", Payloads.deep(), 1);
    flood(forms, "pipelined garbage", Payloads.garbage(), 20);
    forms.put("reconnect storm", from -> Flood.ofConnections(from, 4, Payloads.small(), 2_000_000));
    return forms;
  }

  private static void flood(
      Map<String, Attack.Form> forms, String name, byte[] request, int answers) {
    forms.put(name, from -> Flood.ofRequests(from, FLOOD, request, answers));
  }

  private static Map<String, Attack.Form> secureForms(ServiceKeys keys) throws IOException {
    byte[] hello = keys.clientHello();
    var forms = new LinkedHashMap<String, Attack.Form>();
    forms.put("nobody, HTTPS", from -> held(from, 0, NOTHING, NOTHING));
    forms.put(
        "TLS handshakes left", from -> new HeldConnections(from, CONNECTIONS, hello, NOTHING, 200));
    return forms;
  }

  private static Attack held(Connector from, int most, byte[] first, byte[] drip) {
    return new HeldConnections(from, most, first, drip, 0);
  }

  private void scenarios(AttackedService service, Map<String, Attack.Form> forms) throws Exception {
    forms.keySet().removeIf(name -> Arrays.stream(ONLY.split(",")).noneMatch(name::contains));
    if (forms.isEmpty()) {
      return;
    }
    new GoodClients(service.connect(), PER_SECOND).send(WARM_SECONDS);
    for (Map.Entry<String, Attack.Form> form : forms.entrySet()) {
      figures.put(form.getKey(), scenario(service, form.getValue()));
    }
  }

  private static Map<String, Object> scenario(AttackedService service, Attack.Form form)
      throws Exception {
    double ours = ProcStat.of(ProcessHandle.current().pid()).cpuSeconds();
    double theirs = ProcStat.of(service.part().pid()).cpuSeconds();
    GoodClients.Report good;
    long made;
    try (Attack attack = form.begin(service.hostile())) {
      good = new GoodClients(service.connect(), PER_SECOND).send(SECONDS);
      made = attack.made();
    }
    ProcStat after = ProcStat.of(service.part().pid());
    double load = ProcStat.of(ProcessHandle.current().pid()).cpuSeconds() - ours;
    double p99 = good.millis().percentile(99);
    var line = new LinkedHashMap<String, Object>();
    line.put("requests_per_s", Math.round(good.answers() / good.seconds()));
    line.put("p50_ms", good.millis().percentile(50));
    line.put("p99_ms", p99);
    line.put("errors", good.broken());
    line.put("wrong", good.wrong());
    line.put("hostile_per_s", Math.round(made / good.seconds()));
    line.put("peak_mib", after.peakKiB() >> 10);
    line.put("door_cores", cores(after.cpuSeconds() - theirs, good));
    line.put("load_cores", cores(load, good));
    boolean met =
        p99 < MOST_P99_MILLIS
            && good.broken() + good.wrong() == 0
            && after.peakKiB() <= MOST_RESIDENT_KIB;
    line.put("target", met ? "met" : "NOT met");
    if (!good.example().isEmpty()) {
      line.put("example", good.example());
    }
    return line;
  }

  private static double cores(double seconds, GoodClients.Report good) {
    return Math.round(100 * seconds / good.seconds()) / 100.0;
  }
}

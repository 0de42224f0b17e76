package io.ringtail.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The page in a real browser, before a real console, as its users have it. */
@Timeout(120)
final class PageBrowserIT {
  private static final String ROW = ".scroller .row";
  private static final String MESSAGE = ROW + " .message";
  private static final String EVIL =
      "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=2</script> \u001b[31mred\u001b[0m"
          + " \u202egnp.exe";
  private static final int MEGABYTE = 1_000_000;

  private static Browser browser;
  private static Console console;
  private static Pods pods;
  private static Instant end;

  @BeforeAll
  static void start(@TempDir Path profile) throws Exception {
    browser = Browser.start(profile);
    console = Console.start(ConsoleOptions.builder().index(true).build());
    pods = new Pods(console.endpoint());
    end = Instant.now().minusSeconds(20);
    pods.sendHistory(end.minusSeconds(10), 12, 12);
    long time = end.toEpochMilli();
    pods.send(
        Pods.CHECKOUT,
        List.of(
            pods.inProcess(
                Pods.CHECKOUT,
                time - 3000,
                "INFO",
                "dump: " + "0123456789".repeat(MEGABYTE / 10),
                ""),
            pods.inProcess(Pods.CHECKOUT, time - 2000, "WARN", EVIL, ""),
            pods.failed(Pods.CHECKOUT, time - 1000, 4711)));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      pods.close();
      console.close();
    }
  }

  @BeforeEach
  void asAtFirst() {
    browser.size(Browser.DESKTOP, false);
    browser.dark(false);
  }

  @AfterEach
  void theBrowserDidNotComplain() {
    if (browser != null) {
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static URI at(String search) {
    return console.endpoint().resolve("/" + search);
  }

  private static String encoded(String q) {
    return URLEncoder.encode(q, StandardCharsets.UTF_8);
  }

  /** Opens an address, and waits until what it shows is there. */
  private static void open(String search) {
    browser.open(at(search));
    settled();
  }

  private static void settled() {
    browser.awaitTrue(
        "document.querySelector('.grid[aria-busy=\"false\"]') !== null"
            + " && document.querySelector('.progress.on') === null"
            + " && document.querySelectorAll('.facet').length > 0");
  }

  private static void search(String q) {
    browser.js("document.activeElement.blur()");
    browser.keys("/", q, Keys.ENTER);
    settled();
  }

  private static String q() {
    return String.valueOf(browser.js("return new URLSearchParams(location.search).get('q') ?? ''"));
  }

  private static long count() {
    return Long.parseLong(browser.text(".count").replaceAll("\\D", ""));
  }

  @Test
  void showsWhatHasArrived() throws Exception {
    open("?range=1h");

    browser.awaitText(".count", text -> text.endsWith("events"));
    assertThat(count()).isEqualTo(console.stats().acceptedEvents());
    List<String> times = browser.texts(ROW + " .time");
    assertThat(times).hasSizeGreaterThan(20).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(browser.texts(MESSAGE).get(0)).contains("payment of order 4711 refused");
    assertThat(browser.all(".chart[data-by=level] .bar")).hasSizeGreaterThan(20);
    assertThat(browser.all(".chart[data-by=namespace] .bar")).hasSizeGreaterThan(20);
    assertThat(browser.texts(".facet-name"))
        .contains("ERROR", "shop", "payments", "ingress", "ledger-0", "controller", "stderr");
    assertThat(browser.text(".chart[data-by=level] .legend")).contains("ERROR", "WARN", "INFO");
    browser.click(".switch button:nth-child(2)");
    browser.awaitText(".chart[data-by=stream] .legend", text -> text.contains("stdout"));
    assertThat(browser.address()).contains("by=stream");
  }

  @Test
  void searches() {
    open("?range=1h");
    long all = count();

    search("level:WARN tried");

    assertThat(q()).isEqualTo("level:WARN tried");
    assertThat(count()).isPositive().isLessThan(all);
    assertThat(browser.texts(ROW + " .level")).isNotEmpty().containsOnly("WARN");
    assertThat(browser.texts(MESSAGE + " mark")).isNotEmpty().containsOnly("tried");

    search("kv.orderId>9000 AND (accepted OR stock)");
    assertThat(count()).isPositive().isLessThan(all);
    assertThat(browser.texts(MESSAGE)).allMatch(text -> text.matches(".*(accepted|stock).*"));

    search("zebra");
    browser.awaitText(".nothing-here", text -> text.contains("Nothing found"));
    browser.back();
    settled();
    assertThat(q()).startsWith("kv.orderId>9000");
  }

  @Test
  void suggestsFieldsAndValues() {
    open("?range=1h");
    browser.keys("/", "names");
    browser.awaitText(".suggestion-label", "namespace"::equals);
    browser.keys(Keys.ARROW_DOWN, Keys.ENTER);
    browser.awaitText(".suggestion-label", text -> text.contains("payments"));
    browser.keys("pay", Keys.ARROW_DOWN, Keys.ENTER, Keys.ENTER);
    settled();
    assertThat(q()).isEqualTo("namespace:payments");
  }

  @Test
  void aClickOnAValueMakesItAFilter() {
    open("?range=1h&q=order");
    browser.click(ROW + " .level-name.l-info");
    settled();
    assertThat(q()).isEqualTo("order level:INFO");
    assertThat(browser.texts(ROW + " .level")).containsOnly("INFO");

    browser.click("[title='payments'].facet-choice");
    settled();
    assertThat(q()).isEqualTo("order level:INFO namespace:payments");
    browser.click("[title='shop'].facet-choice");
    settled();
    assertThat(q()).endsWith("(namespace:payments OR namespace:shop)");
    browser.click("[title='payments'].facet-choice");
    browser.click("[title='shop'].facet-choice");
    settled();
    assertThat(q()).isEqualTo("order level:INFO");

    browser.click(MESSAGE);
    browser.click("[aria-label^='Only kv.orderId:']");
    settled();
    assertThat(q()).matches("order level:INFO kv\\.orderId:\\d+");
    assertThat(count()).isPositive();
  }

  @Test
  void aValueAndAWholeEventCanBeCopied() {
    open("?range=1h&q=stock");
    browser.click(MESSAGE);
    browser.click("[aria-label='Copy level']");
    assertThat(pasted("level")).isEqualTo("INFO");

    browser.click(".details button[title='JSON'].with-text");
    assertThat(pasted("JSON")).startsWith("{").contains("\"level\":\"INFO\"").endsWith("}");
  }

  /** What the clipboard holds, by way of the search box. */
  private static String pasted(String what) {
    browser.awaitTrue("document.body.textContent.includes('" + what + " copied')");
    browser.js("document.activeElement.blur()");
    browser.keys("/");
    browser.actions().keyDown(Keys.CONTROL).sendKeys("a", "v").keyUp(Keys.CONTROL).perform();
    String text = String.valueOf(browser.js("return document.activeElement.value"));
    browser.keys(Keys.ESCAPE);
    return text;
  }

  @Test
  void draggingOverAChartZoomsBoth() {
    open("?range=1h");
    long all = count();
    WebElement plot = browser.one(".chart[data-by=namespace] .plot");
    int width = plot.getSize().getWidth();

    browser
        .actions()
        .moveToElement(plot, width / 4, 0)
        .clickAndHold()
        .moveByOffset(width / 10, 0)
        .perform();
    assertThat(browser.all(".brush")).as("what is chosen shows in both").hasSize(2);
    browser.actions().release().perform();
    settled();

    assertThat(browser.address()).contains("range=20").contains("..");
    assertThat(count()).isPositive().isLessThan(all);
    List<String> axes = browser.texts(".chart[data-by=level] .axis-x");
    assertThat(axes).isNotEmpty().isEqualTo(browser.texts(".chart[data-by=namespace] .axis-x"));
    browser.back();
    settled();
    assertThat(count()).isEqualTo(all);
  }

  @Test
  void anAddressGivesTheSameViewAgain() throws Exception {
    open("?range=1h&by=stream");
    search("level:ERROR OR level:WARN");
    WebElement plot = browser.one(".chart[data-by=stream] .plot");
    browser
        .actions()
        .moveToElement(plot, plot.getSize().getWidth() / 2 - 120, 0)
        .clickAndHold()
        .moveByOffset(110, 0)
        .release()
        .perform();
    settled();
    browser.click(MESSAGE);
    browser.click(".details .switch button:nth-child(2)");
    browser.one(".json");
    String address = browser.address();
    List<String> rows = browser.texts(MESSAGE);
    List<String> json = browser.texts(".json");

    browser.open(URI.create("about:blank"));
    browser.open(URI.create(address));
    settled();
    browser.one(".json");

    assertThat(browser.address()).isEqualTo(address);
    assertThat(browser.texts(MESSAGE)).isEqualTo(rows);
    assertThat(browser.texts(".json")).isEqualTo(json);
    assertThat(browser.one("#search").getDomProperty("value"))
        .isEqualTo("level:ERROR OR level:WARN");
    assertThat(browser.text(".switch [aria-pressed=true]")).contains("stream");
  }

  @Test
  void aStackTraceIsFoldedToWhatMatters() throws Exception {
    open("?range=1h&q=" + encoded("level:ERROR kv.orderId:4711"));
    browser.click(MESSAGE);

    browser.awaitText(".stack", text -> text.contains("PaymentService.charge"));
    assertThat(browser.text(".stack"))
        .contains("CheckoutController.submit", "Caused by: java.io.IOException", "frames in")
        .doesNotContain("DispatcherServlet");
    browser.screenshot("trace-light");
    browser.click(".frames");
    browser.awaitText(".stack", text -> text.contains("DispatcherServlet.doDispatch"));
    assertThat(browser.texts(".fields th"))
        .contains("kv.orderId", "kubernetes.pod_name", "exception.class", "seq", "thread");
    browser.click(".details .switch button:nth-child(2)");
    browser.awaitText(".json", text -> text.contains("\"orderId\": 4711"));
  }

  @Test
  void allCanBeDoneWithTheKeyboard() {
    open("?range=1h");
    browser.keys("/", "stock", Keys.ENTER);
    settled();
    browser.js("document.activeElement.blur()");

    browser.keys("j");
    browser.awaitTrue("document.activeElement.matches('.scroller .row[data-index=\"0\"]')");
    assertThat(browser.js("return getComputedStyle(document.activeElement).outlineStyle"))
        .as("the focus is seen")
        .isEqualTo("solid");
    browser.keys("j", Keys.ARROW_DOWN, "k", Keys.ENTER);
    browser.awaitTrue("document.activeElement.dataset.index === '1'");
    browser.one(".details .fields");
    browser.keys(Keys.ENTER);
    browser.awaitTrue("document.querySelector('.details') === null");
    browser.keys(Keys.END);
    browser.awaitTrue("Number(document.activeElement.dataset.index) > 100");
    browser.keys(Keys.HOME, Keys.ARROW_RIGHT);
    browser.awaitTrue("document.activeElement.matches('[data-index=\"0\"][data-cell=\"1\"]')");
    browser.keys(Keys.ARROW_RIGHT, Keys.ENTER);
    settled();
    assertThat(q()).matches("stock pod:[a-z0-9-]+");

    browser.js("document.querySelector('.plot').focus()");
    browser.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
    browser.actions().keyDown(Keys.SHIFT).sendKeys(Keys.ARROW_LEFT).keyUp(Keys.SHIFT).perform();
    assertThat(browser.all(".brush")).hasSize(2);
    browser.keys(Keys.ENTER);
    settled();
    assertThat(browser.address()).contains("..");

    browser.js("document.activeElement.blur()");
    browser.keys("h");
    browser.one(".health");
    browser.keys("h", "?");
    browser.one("dialog[open]");
    browser.keys(Keys.ESCAPE);
    browser.awaitTrue("document.querySelector('dialog') === null");
    browser.keys("t");
    browser.one(".range-menu");
    browser.keys(Keys.ESCAPE);
    browser.awaitTrue("document.activeElement.id === 'range'");
    browser.js("document.activeElement.blur()");
    browser.keys("l");
    browser.one(".live-bar");
    assertThat(browser.address()).contains("range=live");
    browser.keys("p");
    browser.awaitText(".live-word", "Standing still"::equals);
  }

  @Test
  void aBrokenQueryIsExplainedAndThePageStays() throws Exception {
    open("?range=1h");
    List<String> before = browser.texts(MESSAGE);

    browser.keys("/", "level:ERROR AND (timeout OR \"conn", Keys.ENTER);
    browser.one(".query-error");

    assertThat(browser.text(".query-error-text")).isEqualTo("This quotation is never closed.");
    assertThat(browser.text(".query-error mark")).startsWith("\"");
    assertThat(browser.texts(MESSAGE)).as("what was there").isEqualTo(before);
    browser.screenshot("broken-query-light");
    browser.assertAccessible("broken query");
    browser.click(".query-error .link");
    assertThat(browser.js("return document.querySelector('#search').selectionStart"))
        .isEqualTo(28L);
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("400"));

    search("timeout");
    assertThat(browser.all(".query-error")).isEmpty();
  }

  @Test
  void whatAMessageSaysIsNeverRun() {
    open("?range=1h&q=pwned");
    browser.click(MESSAGE);
    browser.one(".details .fields");

    assertThat(browser.texts(MESSAGE).get(0))
        .contains("<img src=x onerror=\"window.pwned=1\"><script>")
        .contains("\\x1b[31mred\\x1b[0m", "\\u202egnp.exe");
    assertThat(browser.text(".details .message")).contains("<script>window.pwned=2</script>");
    assertThat(browser.all(".events img, .events script")).isEmpty();
    assertThat(browser.js("return window.pwned === undefined")).isEqualTo(true);
  }

  @Test
  void aMessageOfAMegabyteIsFolded() {
    open("?range=1h&q=dump");
    assertThat(browser.text(MESSAGE)).contains("long").hasSizeLessThan(1000);
    browser.click(MESSAGE);
    browser.one(".details .message .unfold");
    assertThat(browser.text(".details")).hasSizeLessThan(20_000);

    browser.click(".details .message .unfold");

    browser.awaitTrue(
        "document.querySelector('.details .message').textContent.length > " + MEGABYTE);
    browser.click(".details .switch button:nth-child(2)");
    browser.awaitTrue("document.querySelector('.json') !== null");
    assertThat((Long) browser.js("return document.querySelector('.json').textContent.length"))
        .isLessThan(20_000);
  }

  @Test
  void olderEventsComeAsOneScrolls() {
    open("?range=1h");
    long all = count();
    assertThat(all).isGreaterThan(600);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              browser.js(
                  "const s = document.querySelector('.scroller'); s.scrollTop = s.scrollHeight");
              return browser.js(
                  "return document.querySelector('.grid').getAttribute('aria-rowcount')");
            },
            String.valueOf(all + 1)::equals);
    assertThat(browser.all(ROW)).as("rows in the page").hasSizeLessThan(100);
  }

  @Test
  void liveTailKeepsItsPlaceAtFiveThousandEventsPerSecond() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicLong sent = new AtomicLong();
    try (Console busy = Console.start(ConsoleOptions.builder().index(true).build());
        Pods many = new Pods(busy.endpoint())) {
      browser.open(busy.endpoint().resolve("/?range=live"));
      settled();
      Thread sender = new Thread(() -> sendLive(many, stopped, sent), "sender");
      sender.start();
      try {
        watchLive(sent);
      } finally {
        stopped.set(true);
        sender.join();
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> browser.texts(MESSAGE).contains("live " + sent.get()));
      browser.open(URI.create("about:blank"));
    }
  }

  private static void watchLive(AtomicLong sent) throws Exception {
    browser.awaitText(MESSAGE, text -> text.contains("live "));
    assertThat(browser.texts(".live-word")).containsExactly("Live");
    String newest = browser.texts(MESSAGE).get(0);
    await().atMost(Duration.ofSeconds(30)).until(() -> !browser.texts(MESSAGE).contains(newest));
    // A colour for each of the five pods, the same in the rows.
    String colors = "[...document.querySelectorAll('%s')].map(e => e.className.match(/p-\\d+/)[0])";
    String ofFacets = colors.formatted(".facet-name[class*=\" p-\"]");
    browser.awaitTrue("new Set(" + ofFacets + ").size === 5");
    browser.awaitTrue(
        colors.formatted(".scroller .pod-name") + ".every(c => " + ofFacets + ".includes(c))");

    browser.js(
        "window.frames60 = []; let last = performance.now(); const see = () => {"
            + " const now = performance.now(); frames60.push(now - last); last = now;"
            + " requestAnimationFrame(see); }; see();");
    long from = sent.get();
    long fromNanos = System.nanoTime();
    await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() > from + 5_000);
    tellPace("following", sent.get() - from, fromNanos);

    browser.js("document.querySelector('.scroller').scrollTop = 300");
    browser.awaitText(".live-word", "Standing still"::equals);
    List<String> rows = browser.texts(MESSAGE);
    long heldFrom = sent.get();
    long heldNanos = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Long.parseLong("0" + browser.text(".waiting").replaceAll("\\D", "")) > 6_000);
    tellPace("standing still", sent.get() - heldFrom, heldNanos);
    assertThat(browser.texts(MESSAGE)).as("rows do not move").isEqualTo(rows);
    assertThat(browser.js("return document.querySelector('.scroller').scrollTop")).isEqualTo(300L);
    browser.screenshot("live-light");

    browser.click(".live-bar .primary");
    browser.awaitText(".live-word", "Live"::equals);
    browser.awaitTrue("document.querySelector('.scroller').scrollTop === 0");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !browser.texts(MESSAGE).contains(rows.get(0)));
  }

  private static void tellPace(String doing, long events, long sinceNanos) {
    System.out.printf(
        "live tail, %s: %,.0f events/s, a frame every %s ms (median, 95 %%, longest)%n",
        doing,
        events / ((System.nanoTime() - sinceNanos) / 1e9),
        browser.js(
            "const f = frames60.splice(0).sort((a, b) => a - b); return [.5, .95, 1].map(q =>"
                + " Math.round(f[Math.min(f.length - 1, Math.floor(q * f.length))])).join(', ')"));
  }

  /** 100 events of each of five pods, 10 times a second. */
  private static void sendLive(Pods pods, AtomicBoolean stopped, AtomicLong sent) {
    long begunNanos = System.nanoTime();
    while (!stopped.get()) {
      for (Pods.Pod pod : Pods.ALL.subList(0, 5)) {
        List<InputLogEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          long time = System.currentTimeMillis() - 100 + i;
          String message = "live " + sent.incrementAndGet();
          events.add(pods.inProcess(pod, time, "INFO", message, ""));
        }
        pods.send(pod, events);
      }
      long dueNanos = begunNanos + sent.get() * 200_000;
      try {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, dueNanos - System.nanoTime()));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Test
  void isAccessible() throws Exception {
    // Few rows: what is looked at is each kind of element, and axe takes its time over each one.
    open("?range=1h&health=open&q=" + encoded("kv.orderId<1200"));
    browser.awaitText(".meter-value", text -> text.contains("/s"));
    browser.click(MESSAGE);
    browser.one(".fields");
    browser.assertAccessible("events, details, health");
    browser.dark(true);
    browser.awaitTrue("document.documentElement.dataset.theme === 'dark'");
    browser.assertAccessible("the same, dark");
    browser.keys("t");
    browser.one(".range-menu");
    browser.assertAccessible("time range, dark", ".range-menu");
    browser.keys(Keys.ESCAPE);
    browser.js("document.activeElement.blur()");
    browser.keys("?");
    browser.one("dialog[open]");
    browser.assertAccessible("keys, dark", "dialog");
    open("?range=live&q=zebra");
    browser.one(".nothing-here");
    browser.assertAccessible("live, nothing there, dark");
    browser.size(Browser.PHONE, true);
    open("?range=1h");
    browser.click("[aria-label=Filters].button");
    browser.assertAccessible("filters on a phone, dark");
  }

  @Test
  void canBeReadOnAPhone() throws Exception {
    browser.size(Browser.PHONE, true);
    open("?range=1h");
    assertThat((Long) browser.js("return document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat((Long) browser.js("return document.querySelector('.scroller').scrollWidth"))
        .isLessThanOrEqualTo(390L);
    assertThat(browser.one(MESSAGE).getSize().getWidth()).isGreaterThan(300);
    assertThat(browser.one(ROW).getSize().getHeight()).isGreaterThanOrEqualTo(44);
    browser.screenshot("phone-light");
    browser.click("[aria-label=Filters].button");
    browser.click("[title='payments'].facet-choice");
    settled();
    assertThat(q()).isEqualTo("namespace:payments");
    browser.click("[aria-label='Close the filters']");
    browser.click(MESSAGE);
    browser.one(".fields");
    assertThat((Long) browser.js("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.dark(true);
    browser.screenshot("phone-details-dark");
  }

  @Test
  void tellsHowToBeginAndWhenTheConsoleIsGone() throws Exception {
    Console empty = Console.start(ConsoleOptions.builder().index(true).build());
    int port = empty.port();
    try {
      browser.open(empty.endpoint());
      browser.awaitText(".nothing-here", text -> text.contains("Nothing has arrived yet"));
      assertThat(browser.text(".command")).contains("=" + empty.endpoint());
      browser.screenshot("empty-light");
      browser.assertAccessible("empty");
    } finally {
      empty.close();
    }
    browser.awaitText(".banner", text -> text.contains("does not answer"));
    Console again = Console.start(ConsoleOptions.builder().index(true).port(port).build());
    try {
      browser.awaitTrue("document.querySelector('.banner') === null");
      assertThat(browser.complaints()).allMatch(c -> c.contains("ERR_CONNECTION_REFUSED"));
    } finally {
      again.close();
    }
  }

  @Test
  void looksAsInTheReadme() throws Exception {
    try (Console shop = Console.start(ConsoleOptions.builder().index(true).build());
        Pods sender = new Pods(shop.endpoint())) {
      Instant now = Instant.now();
      sender.sendHistory(now, 15, 60);
      long time = now.toEpochMilli();
      sender.send(Pods.CHECKOUT, List.of(sender.failed(Pods.CHECKOUT, time, 4711)));
      sender.skip(Pods.LEDGER, 1204);
      sender.send(
          Pods.LEDGER,
          List.of(
              sender.lost(Pods.LEDGER, time - 5000, 1204), sender.usual(Pods.LEDGER, time - 4000)));
      browser.open(shop.endpoint());
      settled();
      browser.screenshot("events-light");

      browser.dark(true);
      browser.open(shop.endpoint().resolve("/?q=order&health=open"));
      settled();
      browser.awaitText(".troubles", text -> text.contains("1,204 missing"));
      assertThat(browser.text(".troubles")).contains("1,204 events", "ledger-0/app");
      browser.click(ROW + ".r-error .message");
      browser.one(".stack");
      browser.screenshot("trace-dark");
      browser.click(".trouble .link");
      settled();
      assertThat(q()).contains("pod:ledger-0");
    }
  }
}

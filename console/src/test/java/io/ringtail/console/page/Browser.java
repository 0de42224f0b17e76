package io.ringtail.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.IterativePollInterval;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's Chromium, without a window. */
final class Browser implements AutoCloseable {
  static final Dimension DESKTOP = new Dimension(1440, 900);
  static final Dimension PHONE = new Dimension(390, 844);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SELDOM = Duration.ofMillis(100);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** The test is skipped where there is no Chromium. */
  static Browser start(Path profile) {
    Optional<File> chromium = program("chromium", "google-chrome");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "SKIPPED: the page in a browser; there is no chromium and chromedriver on this machine");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    Browser browser =
        new Browser(
            new ChromeDriver(
                new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver.get())
                    .withSilent(true)
                    .build(),
                options));
    browser.size(DESKTOP, false);
    return browser;
  }

  private static Optional<File> program(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(d -> new File(d, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  void size(Dimension size, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            size.getWidth(),
            "height",
            size.getHeight(),
            "deviceScaleFactor",
            phone ? 2 : 1,
            "mobile",
            phone));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(URI address) {
    driver.get(address.toString());
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  void reload() {
    driver.navigate().refresh();
  }

  void back() {
    driver.navigate().back();
  }

  /** The first element of a selector, once it is there. */
  WebElement one(String css) {
    return patiently(css)
        .until(() -> driver.findElements(By.cssSelector(css)), list -> !list.isEmpty())
        .get(0);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Of all elements of a selector, at one moment. */
  @SuppressWarnings("unchecked")
  List<String> texts(String css) {
    Object texts =
        js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css);
    return texts == null ? List.of() : (List<String>) texts;
  }

  String text(String css) {
    return String.join("\n", texts(css));
  }

  void awaitText(String css, Predicate<String> is) {
    patiently(css).until(() -> text(css), is);
  }

  void awaitTrue(String script) {
    patiently(script).until(() -> Boolean.TRUE.equals(js("return " + script)));
  }

  /** A row may be drawn anew between being found and being clicked. */
  void click(String css) {
    patiently(css).ignoreException(StaleElementReferenceException.class).until(() -> clicks(css));
  }

  private boolean clicks(String css) {
    List<WebElement> found = all(css);
    if (found.isEmpty()) {
      return false;
    }
    found.get(0).click();
    return true;
  }

  /** Most of what is waited for is there at once; each question costs the browser time. */
  private static ConditionFactory patiently(String what) {
    return await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(
            IterativePollInterval.iterative(
                last -> last.multipliedBy(2).compareTo(SELDOM) < 0 ? last.multipliedBy(2) : SELDOM,
                Duration.ofMillis(5)));
  }

  void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  Actions actions() {
    return new Actions(driver);
  }

  @Nullable Object js(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** The words of the element that has the focus. */
  String focused() {
    return String.valueOf(js("return document.activeElement.className"));
  }

  /** What the browser complained of since this was last asked: errors, violated policies. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** The rules of axe for WCAG 2.1 A and AA, and its best practices. */
  void assertAccessible(String state) throws IOException {
    assertAccessible(state, "html");
  }

  /** Only what is in {@code css}. */
  void assertAccessible(String state, String css) throws IOException {
    if (!Boolean.TRUE.equals(js("return typeof axe === 'object'"))) {
      try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
        js(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    Object violations =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(arguments[0], { resultTypes: ['violations'], preload: false }).then(found => done(found.violations.map(violation =>
                violation.id + ': ' + violation.help + '\\n  '
                + violation.nodes.slice(0, 3).map(node => node.html.slice(0, 200)
                    + ' ' + node.failureSummary).join('\\n  '))), problem => done([String(problem)]));
            """,
            css);
    assertThat((List<?>) violations).as("axe: " + state).isEmpty();
  }

  @Override
  public void close() {
    driver.quit();
  }
}

package io.ringtail.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.node.config.Reading;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.RecordingNotices;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String SOURCES =
      "sources: [{name: app, type: containers}, {name: sys, type: journal}]\n";

  private final RecordingNotices notices = new RecordingNotices();

  @Test
  void theFirstRouteThatMatchesDecides() {
    Reading reading =
        Reading.of(
            SOURCES
                + """
                routes:
                  - {name: errors, when: {streams: [stderr]}, log-group: errors}
                  - {name: shop, when: {namespaces: [shop]}, log-group: shop}
                  - {name: rest, log-group: rest}
                """);

    assertThat(resolve(reading, pod(), StdStream.STDERR).destination().group()).isEqualTo("errors");
    assertThat(resolve(reading, pod(), StdStream.STDOUT).destination().group()).isEqualTo("shop");
    assertThat(resolve(reading, Origins.ofHost("sys"), StdStream.NONE))
        .isEqualTo(new RouteTarget("rest", new Destination("rest", "node-1-sys"), false));
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void namesAreMadeOfWhatIsKnown() {
    Reading reading =
        route(
            "/${cluster}/${namespace}/${label:app}/${source}",
            "${pod}.${podUid}.${container}.${node}.${host}.${stream}.${tag}");

    assertThat(resolve(reading.env("CLUSTER_NAME", "prod"), pod(), StdStream.STDOUT).destination())
        .isEqualTo(
            new Destination(
                "/prod/shop/cart/app",
                "cart-1.uid-1.app.node-1.node-1.stdout"
                    + ".app.var.log.containers.cart-1_shop_app-0123.log"));
  }

  @Test
  void aUnitHasItsName() {
    Origin origin = Origins.ofUnit("sys", "kubelet.service");

    assertThat(resolve(route("g", "${unit}"), origin, StdStream.NONE).destination())
        .isEqualTo(new Destination("g", "kubelet.service"));
  }

  @Test
  void whatIsNotKnownIsToldWithItsStandIn() {
    Reading reading = route("/${cluster}/${namespace}", "${stream}${unit}");

    Destination destination = resolve(reading, Origins.ofHost("sys"), StdStream.NONE).destination();

    assertThat(destination).isEqualTo(new Destination("/local/unknown", "unknownunknown"));
    assertThat(notices.texts())
        .containsExactly(
            "in /${cluster}/${namespace} these are not known here: ${cluster}, ${namespace}; using"
                + " /local/unknown",
            "in ${stream}${unit} these are not known here: ${stream}, ${unit}; using"
                + " unknownunknown");
  }

  @Test
  void aDateIsThatOfTheEntry() {
    RouteTarget target =
        resolve(route("g", "${pod}/${date:yyyy-MM-dd'T'HH}"), pod(), StdStream.STDOUT);

    assertThat(target.destination().stream()).isEqualTo("cart-1/2026-11-20T12");
    assertThat(target.dependsOnDate()).isTrue();
  }

  @Test
  void whatNoRouteTakesIsSentAndToldBySource() {
    Reading reading =
        Reading.of(SOURCES + "routes: [{name: none, when: {namespaces: [none]}}]")
            .env("CLUSTER_NAME", "prod");

    RouteTarget target = resolve(reading, Origins.ofHost("sys"), StdStream.NONE);

    assertThat(target.destination())
        .isEqualTo(new Destination("/aws/containerinsights/prod/application", "node-1-sys"));
    assertThat(notices.texts())
        .containsExactly(
            "no route takes sys of the source sys; such entries go to the log group"
                + " /aws/containerinsights/prod/application");
    assertThat(notices.count("unrouted sys")).isOne();
  }

  @Test
  void whatARouteSendsElsewhereIsNotForThisSink() {
    Reading reading =
        Reading.of(
            "sources: [{name: app, type: containers}]\n"
                + "sinks: [{type: cloudwatch}, {type: s3}]\n"
                + "routes: [{name: archive, sinks: [s3], log-group: g, log-stream: s}]");
    reading.env("HOST_NAME", "node-1");
    Router router =
        new Router(reading.config(), "cloudwatch", names -> names, reading.surroundings(), notices);

    assertThat(router.resolve(pod(), StdStream.STDOUT, NOON)).isNull();
    assertThat(router.resolveAnyway(pod(), StdStream.STDOUT, NOON).destination())
        .isEqualTo(new Destination("g", "s"));
  }

  @Test
  void aSinkMayHaveNamesOfItsOwn() {
    Reading reading = Reading.of("sources: [{name: app, type: containers}]");
    NameTemplate index = NameTemplate.of("logs-${namespace}");
    Router router =
        new Router(
            reading.config(),
            "cloudwatch",
            names -> new DestinationNames(index, names.group()),
            reading.env("CLUSTER_NAME", "c1").surroundings(),
            notices);

    assertThat(router.resolveAnyway(pod(), StdStream.STDOUT, NOON).destination().group())
        .isEqualTo("logs-shop");
  }

  private RouteTarget resolve(Reading reading, Origin origin, StdStream stream) {
    reading.env("HOST_NAME", "node-1");
    return new Router(
            reading.config(), "cloudwatch", names -> names, reading.surroundings(), notices)
        .resolveAnyway(origin, stream, NOON);
  }

  private static Origin pod() {
    return Origins.ofPod("app", Map.of("app", "cart"));
  }

  private static Reading route(String group, String stream) {
    return Reading.of(
        SOURCES
            + "routes: [{name: r, log-group: \"%s\", log-stream: \"%s\"}]"
                .formatted(group, stream));
  }
}

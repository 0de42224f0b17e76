package io.ringtail.node.record.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.record.json.JsonFields;
import io.ringtail.node.record.parse.Parser.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines as the programs write them. */
class ReadyParsersTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T22:00:05Z");

  @Test
  void readsNginxInItsCommonFormat() {
    assertParsed(
        "nginx",
        "10.0.3.7 - - [20/Nov/2026:23:00:00 +0100] \"GET /a?b=c HTTP/1.1\" 200 512 \"-\" \"curl/8.5.0\"",
        """
        {"remote":"10.0.3.7","host":"-","user":"-","method":"GET","path":"/a?b=c","code":200,\
        "size":512,"referer":"-","agent":"curl/8.5.0"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsNginxAsItsImageLogs() {
    // log_format main: one more quoted field at the end.
    assertParsed(
        "nginx",
        "172.17.0.1 - bob [20/Nov/2026:22:00:00 +0000] \"POST /x HTTP/2.0\" 304 0"
            + " \"https://shop.example/\\x22q\\x22\" \"Mozilla/5.0 (X11; Linux x86_64)\" \"10.1.1.1\"",
        """
        {"remote":"172.17.0.1","host":"-","user":"bob","method":"POST","path":"/x","code":304,\
        "size":0,"referer":"https://shop.example/\\\\x22q\\\\x22",\
        "agent":"Mozilla/5.0 (X11; Linux x86_64)"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsWhatIsNoRequest() {
    assertParsed(
        "nginx",
        "1.2.3.4 - - [20/Nov/2026:22:00:00 +0000] \"\\x16\\x03\\x01\" 400 157 \"-\" \"-\"",
        """
        {"remote":"1.2.3.4","host":"-","user":"-","code":400,"size":157,"referer":"-","agent":"-"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsApacheCommonAndCombined() {
    assertParsed(
        "apache",
        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326",
        """
        {"host":"127.0.0.1","user":"frank","method":"GET","path":"/apache_pb.gif","code":200,\
        "size":2326}""",
        "2000-10-10T20:55:36Z");
    assertParsed(
        "apache2",
        "::1 - - [20/Nov/2026:22:00:00 +0000] \"OPTIONS * HTTP/1.0\" 200 - \"-\""
            + " \"Apache/2.4.62 (internal dummy connection)\"",
        """
        {"host":"::1","user":"-","method":"OPTIONS","path":"*","code":200,"size":"-",\
        "referer":"-","agent":"Apache/2.4.62 (internal dummy connection)"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsErrorsOfApache() {
    assertParsed(
        "apache_error",
        "[Fri Nov 20 22:00:00.123456 2026] [core:error] [pid 12:tid 140] [client 10.0.0.9:51234]"
            + " AH00126: Invalid URI in request",
        """
        {"time":"Fri Nov 20 22:00:00.123456 2026","level":"core:error","pid":"12:tid 140",\
        "client":"10.0.0.9:51234","message":"AH00126: Invalid URI in request"}""",
        "2026-11-20T22:00:00.123456Z");
    // As 2.0 and 2.2 wrote it.
    assertParsed(
        "apache_error",
        "[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties",
        """
        {"time":"Sun Dec 04 04:47:44 2005","level":"notice",\
        "message":"workerEnv.init() ok /etc/httpd/conf/workers2.properties"}""",
        "2005-12-04T04:47:44Z");
  }

  @Test
  void readsTheIngressController() {
    assertParsed(
        "k8s-nginx-ingress",
        "192.168.1.4 - - [20/Nov/2026:22:00:00 +0000] \"GET /cart HTTP/1.1\" 502 552 \"-\" \"curl/8\""
            + " 412 5.012 [shop-cart-8080] [] 10.1.0.4:8080, 10.1.0.5:8080 0, 552 5.001, 0.011"
            + " 504, 502 8f1b9a0c",
        """
        {"host":"192.168.1.4","user":"-","method":"GET","path":"/cart","code":502,"size":552,\
        "referer":"-","agent":"curl/8","request_length":412,"request_time":"5.012",\
        "proxy_upstream_name":"shop-cart-8080","upstream_addr":"10.1.0.4:8080, 10.1.0.5:8080",\
        "upstream_response_length":"0, 552","upstream_response_time":"5.001, 0.011",\
        "upstream_status":"504, 502","reg_id":"8f1b9a0c"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsEnvoy() {
    assertParsed(
        "envoy",
        "[2026-11-20T22:00:00.250Z] \"GET /api/v1/cart?id=1 HTTP/2\" 200 - 0 154 7 6"
            + " \"10.0.35.28\" \"nsq2http\" \"cc21d9b0-cf5c-432b\" \"cart:8080\" \"10.0.2.1:80\"",
        """
        {"start_time":"2026-11-20T22:00:00.250Z","method":"GET","path":"/api/v1/cart?id=1",\
        "protocol":"HTTP/2","code":200,"response_flags":"-","bytes_received":0,"bytes_sent":154,\
        "duration":7,"x_envoy_upstream_service_time":"6","x_forwarded_for":"10.0.35.28",\
        "user_agent":"nsq2http","request_id":"cc21d9b0-cf5c-432b","authority":"cart:8080",\
        "upstream_host":"10.0.2.1:80"}""",
        "2026-11-20T22:00:00.250Z");
  }

  @Test
  void readsIstiosProxy() {
    assertParsed(
        "istio-envoy-proxy",
        "[2026-11-20T22:00:00.250Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 4"
            + " \"-\" \"curl/7.73.0\" \"84961386-6d84\" \"httpbin:8000\" \"10.44.1.27:80\""
            + " outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000"
            + " 10.44.1.23:46520 - default",
        """
        {"start_time":"2026-11-20T22:00:00.250Z","method":"GET","path":"/status/418",\
        "protocol":"HTTP/1.1","response_code":418,"response_flags":"-",\
        "response_code_details":"via_upstream","connection_termination_details":"-",\
        "upstream_transport_failure_reason":"-","bytes_received":0,"bytes_sent":135,"duration":4,\
        "x_envoy_upstream_service_time":"4","x_forwarded_for":"-","user_agent":"curl/7.73.0",\
        "x_request_id":"84961386-6d84","authority":"httpbin:8000","upstream_host":"10.44.1.27:80",\
        "upstream_cluster":"outbound|8000||httpbin.foo.svc.cluster.local",\
        "upstream_local_address":"10.44.1.23:37652","downstream_local_address":"10.0.45.184:8000",\
        "downstream_remote_address":"10.44.1.23:46520","requested_server_name":"-",\
        "route_name":"default"}""",
        "2026-11-20T22:00:00.250Z");
  }

  @Test
  void readsSyslogAsTheContainerInsightsManifestDoes() {
    assertParsed(
        "syslog",
        "Nov  3 06:55:46 ip-10-0-1-7 sshd[24200]: Failed password for root from 1.2.3.4 port 22",
        """
        {"host":"ip-10-0-1-7","ident":"sshd","pid":"24200",\
        "message":"Failed password for root from 1.2.3.4 port 22"}""",
        "2026-11-03T06:55:46Z");
  }

  @Test
  void readsSyslogOfRfc3164() {
    assertParsed(
        "syslog-rfc3164",
        "<34>Nov 20 21:59:59 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
        """
        {"pri":"34","time":"Nov 20 21:59:59","host":"mymachine","ident":"su",\
        "message":"'su root' failed for lonvick on /dev/pts/8"}""",
        "2026-11-20T21:59:59Z");
    assertParsed(
        "syslog-rfc3164-local",
        "<13>Nov 20 21:59:59 cron[7]: done",
        """
        {"pri":"13","time":"Nov 20 21:59:59","ident":"cron","pid":"7","message":"done"}""",
        "2026-11-20T21:59:59Z");
  }

  @Test
  void readsSyslogOfRfc5424() {
    assertParsed(
        "syslog-rfc5424",
        "<165>1 2026-11-20T22:00:00.003Z mymachine.example.com evntslog - ID47"
            + " [exampleSDID@32473 iut=\"3\" eventID=\"10]11\"][x@1] An application event",
        """
        {"pri":"165","time":"2026-11-20T22:00:00.003Z","host":"mymachine.example.com",\
        "ident":"evntslog","pid":"-","msgid":"ID47",\
        "extradata":"[exampleSDID@32473 iut=\\"3\\" eventID=\\"10]11\\"][x@1]",\
        "message":"An application event"}""",
        "2026-11-20T22:00:00.003Z");
    assertParsed(
        "syslog-rfc5424",
        "<14>1 2026-11-20T22:00:00Z host app 77 - - no fraction",
        """
        {"pri":"14","time":"2026-11-20T22:00:00Z","host":"host","ident":"app","pid":"77",\
        "msgid":"-","extradata":"-","message":"no fraction"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsWhatContainerRuntimesWrite() {
    assertParsed(
        "cri",
        "2026-11-20T23:00:00.123456789+01:00 stderr F a b",
        """
        {"stream":"stderr","logtag":"F","message":"a b"}""",
        "2026-11-20T22:00:00.123456789Z");
    assertParsed(
        "docker",
        "{\"log\":\"hi\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T22:00:00.123Z\"}",
        """
        {"log":"hi\\n","stream":"stdout","time":"2026-11-20T22:00:00.123Z"}""",
        "2026-11-20T22:00:00.123Z");
    assertParsed(
        "docker-daemon",
        "time=\"2026-11-20T22:00:00.5Z\" level=info msg=\"API listen on \\\"[::]:2376\\\"\"",
        """
        {"time":"2026-11-20T22:00:00.5Z","level":"info","msg":"API listen on \\\\\\"[::]:2376\\\\\\""}""",
        "2026-11-20T22:00:00.5Z");
  }

  @Test
  void readsRedis() {
    assertParsed(
        "redis",
        "1:M 20 Nov 2026 22:00:00.123 * Ready to accept connections tcp",
        """
        {"pid":1,"role":"M","level":"*","message":"Ready to accept connections tcp"}""",
        "2026-11-20T22:00:00.123Z");
  }

  @Test
  void readsMongodbOldAndNew() {
    assertParsed(
        "mongodb",
        "2026-11-20T22:00:00.123+0000 I NETWORK  [conn1] end connection 127.0.0.1:5000 12ms",
        """
        {"time":"2026-11-20T22:00:00.123+0000","severity":"I","component":"NETWORK",\
        "context":"conn1","message":"end connection 127.0.0.1:5000","ms":12}""",
        "2026-11-20T22:00:00.123Z");
    assertParsed(
        "mongodb",
        "{\"t\":{\"$date\":\"2026-11-20T23:00:00.123+01:00\"},\"s\":\"I\",\"c\":\"NETWORK\",\"id\":22943,"
            + "\"ctx\":\"listener\",\"msg\":\"Connection accepted\",\"attr\":{\"connectionId\":1}}",
        """
        {"t":{"$date":"2026-11-20T23:00:00.123+01:00"},"s":"I","c":"NETWORK","id":22943,\
        "ctx":"listener","msg":"Connection accepted","attr":{"connectionId":1}}""",
        "2026-11-20T22:00:00.123Z");
  }

  @Test
  void readsPostgres() {
    assertParsed(
        "postgres",
        "2026-11-20 22:00:00.123 UTC [48] LOG:  database system is ready to accept connections",
        """
        {"pid":48,"level":"LOG","message":"database system is ready to accept connections"}""",
        "2026-11-20T22:00:00.123Z");
    assertParsed(
        "postgres",
        "2026-11-20 22:00:00.123 UTC [77] app@shop ERROR:  relation \"x\" does not exist at 15",
        """
        {"pid":77,"user":"app","database":"shop","level":"ERROR",\
        "message":"relation \\"x\\" does not exist at 15"}""",
        "2026-11-20T22:00:00.123Z");
  }

  @Test
  void readsErrorsOfMysql() {
    assertParsed(
        "mysql_error",
        "2026-11-20T22:00:00.123456Z 0 [System] [MY-010931] [Server] ready for connections.",
        """
        {"myid":0,"severity":"System","code":"MY-010931","subsystem":"Server",\
        "message":"ready for connections."}""",
        "2026-11-20T22:00:00.123456Z");
    assertParsed(
        "mysql",
        "2026-11-20T22:00:00.123456Z 12 [Warning] IP address '10.0.0.1' could not be resolved",
        """
        {"myid":12,"severity":"Warning","message":"IP address '10.0.0.1' could not be resolved"}""",
        "2026-11-20T22:00:00.123456Z");
    assertParsed(
        "mysql",
        "2026-11-20 22:00:00 0 [Note] InnoDB: Buffer pool(s) load completed",
        """
        {"myid":0,"severity":"Note","message":"InnoDB: Buffer pool(s) load completed"}""",
        "2026-11-20T22:00:00Z");
  }

  @Test
  void readsSlowQueriesOfMysql() {
    assertParsed(
        "mysql",
        "# Time: 2026-11-20T22:00:00.123456Z\n# User@Host: root[root] @ localhost []  Id:     8\n"
            + "# Query_time: 2.000312  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 20\n"
            + "SET timestamp=1795212000;\nSELECT SLEEP(2);",
        """
        {"user":"root[root]","dbhost":"localhost","id":8,"query_time":"2.000312",\
        "lock_time":"0.000001","rows_sent":1,"rows_examined":20,\
        "message":"SET timestamp=1795212000;\\nSELECT SLEEP(2);"}""",
        "2026-11-20T22:00:00.123456Z");
    assertParsed(
        "mysql_slow",
        "# User@Host: app[app] @  [10.0.0.7]  Id: 9",
        """
        {"user":"app[app]","dbhost_address":"10.0.0.7","id":9}""",
        null);
  }

  @Test
  void readsJsonLogfmtAndLtsv() {
    assertParsed(
        "json",
        "{\"time\":\"20/Nov/2026:22:00:00 +0000\",\"n\":1.0}",
        "{\"n\":1.0}",
        "2026-11-20T22:00:00Z");
    assertParsed(
        "logfmt",
        "level=info msg=\"say \\\"hi\\\"\" empty= done n=1",
        "{\"level\":\"info\",\"msg\":\"say \\\"hi\\\"\",\"empty\":\"\",\"done\":true,\"n\":\"1\"}",
        null);
    assertParsed(
        "ltsv",
        "host:::1\tstatus:200\tuser:",
        "{\"host\":\"::1\",\"status\":\"200\",\"user\":\"\"}",
        null);
  }

  @Test
  void leavesAloneWhatLooksOtherwise() {
    for (String name : Parsers.readyNames()) {
      for (String line : List.of("", "plain words", "{\"a\":", "Exception in thread \"main\"")) {
        assertThat(parse(name, line)).as(name + " on " + line).isNull();
      }
    }
  }

  private static void assertParsed(
      String parser, String line, String fields, @Nullable String time) {
    Parsed parsed = Objects.requireNonNull(parse(parser, line), "not parsed");
    assertThat(JsonFields.text(parsed.fields())).isEqualTo(fields);
    assertThat(parsed.time()).isEqualTo(time == null ? null : Instant.parse(time));
  }

  private static @Nullable Parsed parse(String name, String line) {
    Parser parser = new Parsers(List.of(), (weight, key, text) -> {}).find(name, "this test");
    return Objects.requireNonNull(parser, name).parse(line, WRITTEN);
  }
}

package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.ringtail.node.config.KubernetesConfig;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.Executor;

/** Makes a client of the API server, from what we are told alone: no kubeconfig is looked for. */
final class ApiServerClient {
  private static final int TIMEOUT_MILLIS = 10_000;

  private ApiServerClient() {}

  /**
   * @param executor runs what informers tell
   */
  static KubernetesClient connect(URI server, KubernetesConfig config, Executor executor) {
    ServiceAccount account = new ServiceAccount(config.tokenFile());
    ConfigBuilder settings =
        new ConfigBuilder(Config.empty())
            .withAutoConfigure(false)
            .withMasterUrl(server.toString())
            .withConnectionTimeout(TIMEOUT_MILLIS)
            .withRequestTimeout(TIMEOUT_MILLIS)
            // Asked for each request: projected tokens are replaced while we run.
            .withOauthTokenProvider(
                () -> {
                  String token = account.token();
                  return token == null ? "" : token;
                });
    if (Files.exists(config.caFile())) {
      settings.withCaCertFile(config.caFile().toString());
    }
    return new KubernetesClientBuilder()
        .withConfig(settings.build())
        .withTaskExecutor(executor)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }
}

package io.ringtail.node.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads manifests by Kubernetes' own schemas, as fabric8's model has them, and refuses every field
 * that is not in them.
 */
final class KubernetesYaml {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.of(
              Namespace.class,
              ConfigMap.class,
              ServiceAccount.class,
              ClusterRole.class,
              ClusterRoleBinding.class,
              DaemonSet.class,
              Deployment.class)
          .collect(Collectors.toMap(Class::getSimpleName, kind -> kind));

  private final List<HasMetadata> objects = new ArrayList<>();

  KubernetesYaml(String yaml) {
    for (Object document : new Yaml().loadAll(yaml)) {
      if (document != null) {
        objects.add(strict(document));
      }
    }
  }

  /** The only object of a kind. */
  <T extends HasMetadata> T only(Class<T> kind) {
    List<T> found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind.getSimpleName());
    }
    return found.get(0);
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static HasMetadata strict(Object document) {
    Map<?, ?> fields = (Map<?, ?>) document;
    Class<? extends HasMetadata> kind =
        Objects.requireNonNull(KINDS.get(fields.get("kind")), () -> "kind " + fields.get("kind"));
    HasMetadata object = MAPPER.convertValue(document, kind);
    // The model fills in the version of its kind: ours must be that one.
    if (!object.getApiVersion().equals(newest(kind))) {
      throw new AssertionError(kind + ": " + object.getApiVersion());
    }
    return object;
  }

  private static String newest(Class<? extends HasMetadata> kind) {
    return HasMetadata.getApiVersion(kind);
  }

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                /** Where the model would keep what it does not know. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });
}

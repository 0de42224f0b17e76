package io.ringtail.node.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "ringtail-node-agent " + (version == null ? "(not run from its jar)" : version)
    };
  }
}

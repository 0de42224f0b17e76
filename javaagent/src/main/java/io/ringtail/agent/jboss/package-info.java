/** The reader of JBoss LogManager's records, 2.1 and newer: WildFly's and Quarkus' logging. */
@NullMarked
package io.ringtail.agent.jboss;

import org.jspecify.annotations.NullMarked;

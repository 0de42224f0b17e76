package com.example;

import java.security.Permission;
import java.security.Policy;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets a security manager that denies it nearly all, and logs and prints after that; through
 * Logback only where Logback is made before.
 */
@SuppressWarnings("removal")
public final class SecuredProgram {
  private SecuredProgram() {}

  public static void main(String[] arguments) throws Exception {
    Runnable logs =
        arguments[0].equals("logback") ? loggedByLogback() : SecuredProgram::logByJavaUtilLogging;
    denyAllBut("line.separator", "exitVM.3");
    try {
      System.getProperty("user.home");
    } catch (SecurityException e) {
      System.out.println("secured");
    }
    logs.run();
    Thread thread = new Thread(() -> System.out.println("printed by a thread"));
    thread.start();
    thread.join();
    System.err.println("printed last");
    // On this thread, too, which may do nothing, the agent has work at the end.
    System.exit(3);
  }

  private static Runnable loggedByLogback() {
    org.slf4j.Logger log = LoggerFactory.getLogger("com.example.Secured");
    return () -> log.warn("logged {}", 1, new IllegalStateException("thrown"));
  }

  private static void logByJavaUtilLogging() {
    Logger.getLogger("com.example.Secured").warning("logged 1");
  }

  private static void denyAllBut(String... names) {
    ProtectionDomain own = SecuredProgram.class.getProtectionDomain();
    Policy.setPolicy(
        new Policy() {
          @Override
          public boolean implies(ProtectionDomain domain, Permission permission) {
            // By location: a thread asks on behalf of a copy of the domain.
            return !own.getCodeSource().equals(domain.getCodeSource())
                || List.of(names).contains(permission.getName());
          }
        });
    System.setSecurityManager(new SecurityManager());
  }
}

package com.example.shop.delivery;

import ch.qos.logback.classic.Logger;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.telemetry.Accounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * One line on stdout when the program has ended: how many events were logged, and where they are.
 *
 * <p>A shutdown handler, because the accounts are final only when the loggers have been stopped.
 * META-INF/spring.factories makes it known, so that the shop itself does not know of Ringtail.
 */
public final class DeliverySummary
    implements ApplicationListener<SpringApplicationEvent>, Runnable {
  private volatile @Nullable RingtailAppender appender;

  @Override
  public void onApplicationEvent(SpringApplicationEvent event) {
    if (event instanceof ApplicationStartingEvent) {
      // Before Boot adds its own, which stops the loggers: the first to be added runs last.
      SpringApplication.getShutdownHandlers().add(this);
    } else if (event instanceof ApplicationStartedEvent) {
      findAppender();
    }
  }

  private void findAppender() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender("RINGTAIL") instanceof RingtailAppender found) {
      appender = found;
    }
  }

  @Override
  public void run() {
    RingtailAppender stopped = appender;
    Accounts accounts = stopped == null ? null : stopped.accounts();
    if (accounts != null) {
      System.out.println(line(accounts));
    }
  }

  static String line(Accounts accounts) {
    return "log events: captured=%d delivered=%d stdout=%d dropped=%d held=%d"
        .formatted(
            accounts.captured(),
            accounts.delivered(),
            accounts.handedOver(),
            accounts.totalDropped(),
            accounts.held());
  }
}

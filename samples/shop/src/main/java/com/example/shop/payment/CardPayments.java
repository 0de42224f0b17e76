package com.example.shop.payment;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes money from cards. */
@Service
public class CardPayments {
  private static final Logger log = LoggerFactory.getLogger(CardPayments.class);

  /**
   * Charges a card and gives the provider's reference.
   *
   * @throws PaymentException if the provider refuses or cannot be reached
   */
  public String charge(String cardToken, long amountCents) {
    try (ProviderSession session = new ProviderSession()) {
      String reference = session.authorize(cardToken, amountCents);
      log.atDebug()
          .addKeyValue("amountCents", amountCents)
          .addKeyValue("reference", reference)
          .log("card charged");
      return reference;
    } catch (IOException e) {
      throw new PaymentException("payment of " + amountCents + " cents refused", e);
    }
  }
}

package com.example.shop.problem;

import com.example.shop.catalog.OutOfStockException;
import com.example.shop.catalog.UnknownProductException;
import com.example.shop.customer.UnknownCustomerException;
import com.example.shop.order.UnknownOrderException;
import com.example.shop.payment.PaymentException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what went wrong into an answer (RFC 9457), and says it in the log where nobody has yet. */
@RestControllerAdvice
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler({
    UnknownCustomerException.class,
    UnknownProductException.class,
    UnknownOrderException.class
  })
  ProblemDetail notFound(RuntimeException e) {
    return refuse(HttpStatus.NOT_FOUND, e);
  }

  @ExceptionHandler
  ProblemDetail outOfStock(OutOfStockException e) {
    return refuse(HttpStatus.CONFLICT, e);
  }

  /** The checkout has logged it, with its causes. */
  @ExceptionHandler
  ProblemDetail notPaid(PaymentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.PAYMENT_REQUIRED, "the card was refused");
  }

  @ExceptionHandler
  ProblemDetail invalid(MethodArgumentNotValidException e) {
    List<String> errors =
        e.getFieldErrors().stream()
            .map(error -> error.getField() + " " + error.getDefaultMessage())
            .sorted()
            .toList();
    log.atWarn().addKeyValue("errors", errors.size()).log("invalid request: {}", errors);
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join(", ", errors));
  }

  @ExceptionHandler
  ProblemDetail unreadable(HttpMessageNotReadableException e) {
    log.atWarn().log("unreadable request: {}", e.getMostSpecificCause().getMessage());
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the body is not an order");
  }

  private static ProblemDetail refuse(HttpStatus status, RuntimeException e) {
    log.atWarn().addKeyValue("status", status.value()).log("refused: {}", e.getMessage());
    return ProblemDetail.forStatusAndDetail(status, e.getMessage());
  }
}

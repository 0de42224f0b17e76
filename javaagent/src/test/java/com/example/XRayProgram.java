package com.example;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.slf4j.SLF4JSegmentListener;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs inside and outside of what the X-Ray SDK traces, and prints the ids of its traces. */
public final class XRayProgram {
  private static final Logger LOG = LoggerFactory.getLogger("com.example.XRay");

  private XRayProgram() {}

  public static void main(String[] arguments) {
    AWSXRay.setGlobalRecorder(
        AWSXRayRecorderBuilder.standard()
            .withSegmentListener(new SLF4JSegmentListener(""))
            .withSamplingStrategy(new AllSamplingStrategy())
            .build());
    order(1);
    LOG.info("between");
    order(2);
  }

  /** One trace. */
  private static void order(int number) {
    Segment segment = AWSXRay.beginSegment("order");
    LOG.info("order {} accepted", number);
    System.out.println(segment.getTraceId() + "@" + segment.getId());
    AWSXRay.endSegment();
  }
}

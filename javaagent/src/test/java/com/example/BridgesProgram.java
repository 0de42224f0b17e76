package com.example;

/** Logs through one framework's API; another one's does the work. */
public final class BridgesProgram {
  private BridgesProgram() {}

  public static void main(String[] arguments) {
    for (String api : arguments) {
      for (int i = 1; i <= 3; i++) {
        String text = api + " event " + i;
        switch (api) {
          case "slf4j" -> org.slf4j.LoggerFactory.getLogger("com.example.Slf4j").info(text);
          case "jul" -> java.util.logging.Logger.getLogger("com.example.Jul").info(text);
          case "log4j2" ->
              org.apache.logging.log4j.LogManager.getLogger("com.example.Log4j2").info(text);
          case "log4j1" -> org.apache.log4j.Logger.getLogger("com.example.Log4j1").info(text);
          case "jcl" -> org.apache.commons.logging.LogFactory.getLog("com.example.Jcl").info(text);
          default -> throw new IllegalArgumentException(api);
        }
      }
    }
  }
}

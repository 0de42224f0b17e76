package io.ringtail.agent.hook;

/** Is told what is woven, and what is seen on the way. Threading: any thread that loads classes. */
public interface HookListener {
  /** A class is about to be woven: what its new code calls must be there. */
  void beforeWeaving() throws Exception;

  void onWoven(Hook hook) throws Exception;

  /** The class is there, the method is not: a version that we do not know. */
  void onMissing(Hook hook, String origin);

  /** The class is there, and cannot call the bridge from where it is. */
  void onHidden(String className, String loader);

  void onFailed(String className, Throwable failure);

  /** The program has begun to set up java.util.logging. */
  void onLogManager();

  void onForeignAppender(String className, String whose);
}

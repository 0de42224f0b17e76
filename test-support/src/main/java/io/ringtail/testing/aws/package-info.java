/** Local endpoints of AWS services, as strict as the services' documents. */
@NullMarked
package io.ringtail.testing.aws;

import org.jspecify.annotations.NullMarked;

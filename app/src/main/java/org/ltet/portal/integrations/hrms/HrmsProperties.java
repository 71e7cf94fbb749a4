package org.ltet.portal.integrations.hrms;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url root of the OData service
 * @param pageSize how many people to ask for at a time; the HR system may send fewer
 * @param readTimeout how long one page may take, from the request to its last byte
 * @param tries how often a call is made in all before the run gives up
 * @param firstPause before the second try; each later pause is twice as long
 */
@ConfigurationProperties("portal.integrations.hrms")
record HrmsProperties(
        URI url,
        String user,
        String password,
        @DefaultValue("1000") int pageSize,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("5") int tries,
        @DefaultValue("500ms") Duration firstPause) {

    /** Without the password. */
    @Override
    public String toString() {
        return "HrmsProperties[" + url + ", " + user + "]";
    }
}

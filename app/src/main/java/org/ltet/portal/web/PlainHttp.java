package org.ltet.portal.web;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where the portal speaks TLS itself: who comes by plain HTTP is led to HTTPS before anything else happens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("${portal.web.plain-port:0} > 0")
class PlainHttp implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final int port;
    private final int securePort;

    PlainHttp(Environment environment) {
        this.port = environment.getRequiredProperty("portal.web.plain-port", Integer.class);
        this.securePort = environment.getRequiredProperty("server.port", Integer.class);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        Connector plain = new Connector();
        plain.setPort(port);
        plain.setRedirectPort(securePort);
        server.addAdditionalConnectors(plain);
        server.addContextCustomizers(context -> {
            SecurityCollection everything = new SecurityCollection();
            everything.addPattern("/*");
            SecurityConstraint encrypted = new SecurityConstraint();
            encrypted.setUserConstraint("CONFIDENTIAL");
            encrypted.addCollection(everything);
            context.addConstraint(encrypted);
        });
    }
}
